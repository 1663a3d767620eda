package io.millrace.runtime.compute;

import io.millrace.runtime.container.ContainerCommand;

/** Says what the exit code of a task's process means. */
public final class ExitCode {
  private static final int SIGNALS = 128;
  private static final int MOST_SIGNALS = 64;

  private ExitCode() {}

  /** Why a process ended that did not tell its task's result. */
  public static String words(int code) {
    if (code == ContainerCommand.DATASTORE_FAILED) {
      return "the datastore could not be used; the task's log says why";
    } else if (code == ContainerCommand.RUNTIME_FAILED) {
      return "the runtime failed; its stack trace is in the task's log";
    }
    return code > SIGNALS && code <= SIGNALS + MOST_SIGNALS
        ? "the task's process was killed by signal " + (code - SIGNALS)
        : "the task ended its process with exit code "
            + code
            + ", as System.exit("
            + code
            + ") does";
  }
}
