package io.millrace.runtime.cli;

import io.millrace.runtime.Main;
import java.io.File;

/** The words by which a user starts this program, for advice that can be typed. */
final class Program {
  /** A longer class path is not repeated. */
  private static final int LONGEST_PATH = 100;

  private Program() {}

  /**
   * How a process was started.
   *
   * @param command what the JVM ran and with which arguments, as {@code sun.java.command} has it
   * @param classPath as {@code java.class.path} has it
   * @param modulePath as {@code jdk.module.path} has it
   */
  static String started(String command, String classPath, String modulePath) {
    if (classPath.endsWith(".jar")
        && !classPath.contains(File.pathSeparator)
        && (command.isEmpty() || command.startsWith(classPath))) {
      return "java -jar " + quoted(classPath);
    }
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    if (!modulePath.isEmpty() && main.contains("/")) {
      return "java -p " + shown(modulePath) + " -m " + main;
    }
    return "java -cp " + shown(classPath) + " " + (main.isEmpty() ? Main.class.getName() : main);
  }

  private static String shown(String path) {
    return path.length() > LONGEST_PATH ? "..." : quoted(path);
  }

  private static String quoted(String path) {
    return path.matches("[\\w./:@%+=,-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
