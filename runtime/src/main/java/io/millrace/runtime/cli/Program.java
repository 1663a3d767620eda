package io.millrace.runtime.cli;

import io.millrace.runtime.Main;
import java.io.File;

/** The words by which a user starts this program, for advice that can be typed. */
final class Program {
  /** A longer class path is not repeated. */
  private static final int LONGEST_CLASS_PATH = 100;

  private Program() {}

  /**
   * How a process was started.
   *
   * @param command what the JVM ran and with which arguments, as {@code sun.java.command} has it
   * @param classPath as {@code java.class.path} has it
   */
  static String started(String command, String classPath) {
    if (classPath.endsWith(".jar")
        && !classPath.contains(File.pathSeparator)
        && (command.isEmpty() || command.startsWith(classPath))) {
      return "java -jar " + quoted(classPath);
    }
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    String shown = classPath.length() > LONGEST_CLASS_PATH ? "..." : quoted(classPath);
    return "java -cp " + shown + " " + (main.isEmpty() ? Main.class.getName() : main);
  }

  private static String quoted(String path) {
    return path.matches("[\\w./:@%+=,-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
