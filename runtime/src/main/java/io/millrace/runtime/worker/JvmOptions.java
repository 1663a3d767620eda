package io.millrace.runtime.worker;

import java.util.ArrayList;
import java.util.List;

/** What a process for tasks takes over from the one that starts it. */
public final class JvmOptions {
  private JvmOptions() {}

  /** The options that the user gave this process, but for agents, which cannot run twice. */
  public static List<String> inherited() {
    List<String> options = new ArrayList<>();
    String[] arguments = ProcessHandle.current().info().arguments().orElse(new String[0]);
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("-jar")
          || argument.equals("-cp")
          || argument.equals("-classpath")
          || !argument.startsWith("-")) {
        break;
      } else if (argument.startsWith("--add-") || argument.equals("--enable-preview")) {
        options.add(argument);
        if (!argument.contains("=") && i + 1 < arguments.length && argument.startsWith("--add-")) {
          options.add(arguments[++i]);
        }
      } else if (argument.startsWith("-X")
          || argument.startsWith("-D")
          || argument.startsWith("-ea")) {
        options.add(argument);
      }
    }
    return options;
  }
}
