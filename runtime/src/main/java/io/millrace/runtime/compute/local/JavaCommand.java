package io.millrace.runtime.compute.local;

import io.millrace.runtime.locale.PlainLocale;
import io.millrace.runtime.worker.JvmOptions;
import io.millrace.runtime.worker.WorkerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a worker is started: by this process's Java, with this process's options and class path. */
final class JavaCommand {
  private JavaCommand() {}

  static List<String> worker(Path socket, int number, Path uploads) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> inherited = JvmOptions.inherited();
    command.addAll(JvmOptions.manyShortTasks(inherited));
    command.addAll(PlainLocale.options());
    command.addAll(inherited);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorkerMain.class.getName());
    command.add(socket.toString());
    command.add(Integer.toString(number));
    command.add(uploads.toString());
    return command;
  }
}
