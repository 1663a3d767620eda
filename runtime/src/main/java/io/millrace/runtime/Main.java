package io.millrace.runtime;

import io.millrace.runtime.cli.FlowCommandLine;
import io.millrace.runtime.cli.Surroundings;
import io.millrace.runtime.locale.PlainLocale;
import io.millrace.runtime.locale.Utf8Needed;
import io.millrace.runtime.storage.OwnFolder;
import java.util.List;

/** The entry point of every flow jar. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    if (PlainLocale.here()) {
      PlainLocale.printUtf8();
    }
    Surroundings surroundings = Surroundings.ofProcess();
    try {
      PlainLocale.checkProcess();
      return FlowCommandLine.execute(arguments, surroundings);
    } catch (Utf8Needed e) {
      return Utf8Main.start(PlainLocale.arguments(arguments), surroundings);
    } finally {
      OwnFolder.closeAll();
    }
  }
}
