package io.millrace.runtime;

import io.millrace.runtime.cli.FlowCommandLine;
import io.millrace.runtime.cli.Surroundings;
import java.util.List;

/** The entry point of every flow jar. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(FlowCommandLine.execute(List.of(arguments), Surroundings.ofProcess()));
  }
}
