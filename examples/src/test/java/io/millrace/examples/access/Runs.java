package io.millrace.examples.access;

import io.millrace.runtime.cli.FlowCommandLine;
import io.millrace.runtime.cli.Surroundings;
import java.util.List;

/** Runs one flow after the other, and dumps what each has left; all in one process. */
public final class Runs {
  /** Begins what belongs to one flow. */
  public static final String FLOW = "=== flow ";

  /** Ends what a run has printed, before its exit code. */
  public static final String CODE = "=== code ";

  private Runs() {}

  public static void main(String[] flows) {
    for (String flow : flows) {
      System.out.println(FLOW + flow);
      int code = execute(flow, "run", "--max-workers", "1", "--run-id-file", "run-id-" + flow);
      System.out.println(CODE + code);
      execute(flow, "dump", "--max-value-size", "10000000");
    }
    System.exit(0);
  }

  private static int execute(String... arguments) {
    return FlowCommandLine.execute(List.of(arguments), Surroundings.ofProcess());
  }
}
