package io.millrace.runtime.compute.local;

import io.millrace.runtime.worker.JvmOptions;
import io.millrace.runtime.worker.WorkerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a worker is started: by this process's Java, with this process's options and class path. */
final class JavaCommand {
  /**
   * Most tasks are short, and a machine runs many workers: one thread collects garbage, and the
   * optimizing compiler waits for code that is ten times as hot as it would by default. What a task
   * computes for longer than some milliseconds is that hot. The thresholds are diagnostic options
   * of newer JVMs.
   */
  private static final List<String> MANY_SHORT_TASKS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private JavaCommand() {}

  static List<String> worker(Path socket, int number) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MANY_SHORT_TASKS);
    command.addAll(JvmOptions.inherited());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorkerMain.class.getName());
    command.add(socket.toString());
    command.add(Integer.toString(number));
    return command;
  }
}
