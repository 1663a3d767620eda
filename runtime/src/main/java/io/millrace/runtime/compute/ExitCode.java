package io.millrace.runtime.compute;

import io.millrace.runtime.container.ContainerCommand;
import java.util.Map;

/** Says what the exit code of a task's process means. */
public final class ExitCode {
  /** What Java's virtual machine ends with after a signal that it cannot go on from. */
  public static final int ABORTED = 134;

  private static final int SIGNALS = 128;
  private static final int MOST_SIGNALS = 64;

  /** The signals that end a process, by POSIX and as Linux numbers them. */
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(10, "SIGUSR1"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(12, "SIGUSR2"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"),
          Map.entry(31, "SIGSYS"));

  private ExitCode() {}

  /** Why a process ended that did not tell its task's result. */
  public static String words(int code) {
    if (code == ContainerCommand.DATASTORE_FAILED) {
      return "the datastore could not be used; the task's log says why";
    } else if (code == ContainerCommand.RUNTIME_FAILED) {
      return "the runtime failed; its stack trace is in the task's log";
    } else if (code > SIGNALS && code <= SIGNALS + MOST_SIGNALS) {
      int signal = code - SIGNALS;
      String name = NAMES.get(signal);
      return "the task's process was killed by "
          + (name == null ? "signal " + signal : name + " (signal " + signal + ")");
    }
    return "the task ended its process with exit code "
        + code
        + ", as System.exit("
        + code
        + ") does";
  }

  /** Why a process ended whose virtual machine has reported {@code signal} in its log. */
  public static String crashed(String signal) {
    return "the task's process crashed in native code with %s; Java's report is in the task's log"
        .formatted(signal);
  }
}
