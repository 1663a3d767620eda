package io.millrace.runtime.jvm;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The options by which a JVM was started; one that has its value in the next argument has it after
 * an equals sign here.
 *
 * @param options those of the JVM itself, without the class path
 * @param jar whether {@code -jar} named what it runs
 */
record JavaArguments(List<String> options, boolean jar) {
  private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--add-opens",
          "--add-exports",
          "--add-reads",
          "--limit-modules",
          "--patch-module",
          "--enable-native-access",
          "--source");

  /** Read once, as each task that is started asks for them. */
  private static final class Own {
    private static final JavaArguments ARGUMENTS = read();
  }

  /** Those of this process. */
  static JavaArguments ofThisProcess() {
    return Own.ARGUMENTS;
  }

  private static JavaArguments read() {
    List<String> arguments =
        List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    JavaArguments known = of(arguments);
    boolean files = known.options.stream().anyMatch(option -> option.startsWith("@"));
    return files
        ? new JavaArguments(ManagementFactory.getRuntimeMXBean().getInputArguments(), known.jar)
        : known;
  }

  /** Reads the arguments that follow {@code java}. */
  static JavaArguments of(List<String> arguments) {
    List<String> options = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("-jar")) {
        return new JavaArguments(options, true);
      } else if (isEnd(argument)) {
        break;
      } else if (CLASS_PATH.contains(argument)) {
        i++;
      } else if (WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
        options.add(argument + "=" + arguments.get(++i));
      } else if (!argument.startsWith("--class-path=")) {
        options.add(argument);
      }
    }
    return new JavaArguments(options, false);
  }

  private static boolean isEnd(String argument) {
    return argument.equals("-m")
        || argument.equals("--module")
        || argument.startsWith("--module=")
        || !(argument.startsWith("-") || argument.startsWith("@"));
  }
}
