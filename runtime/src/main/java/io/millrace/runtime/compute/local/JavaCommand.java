package io.millrace.runtime.compute.local;

import io.millrace.runtime.jvm.JvmOptions;
import io.millrace.runtime.jvm.LauncherAgent;
import io.millrace.runtime.jvm.ProcessClassPath;
import io.millrace.runtime.locale.PlainLocale;
import io.millrace.runtime.worker.WorkerMain;
import java.io.File;
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
    List<String> classPath = new ArrayList<>(ProcessClassPath.entries());
    LauncherAgent.jar().ifPresent(jar -> classPath.add(jar.toString()));
    command.addAll(LauncherAgent.options(classPath));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(WorkerMain.class.getName());
    command.add(socket.toString());
    command.add(Integer.toString(number));
    command.add(uploads.toString());
    return command;
  }
}
