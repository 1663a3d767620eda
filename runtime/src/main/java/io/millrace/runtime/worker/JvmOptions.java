package io.millrace.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The options of a process for tasks: its own, and those of the process that starts it. */
public final class JvmOptions {
  /**
   * Most tasks are short, and a machine runs many workers: one thread collects garbage, and the
   * compilers wait for code that is hotter than they would by default, the optimizing one ten times
   * as hot and the other twice. What a task computes for longer than some milliseconds is that hot.
   * The thresholds are diagnostic options of newer JVMs.
   */
  private static final List<String> MANY_SHORT_TASKS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:Tier3InvocationThreshold=400",
          "-XX:Tier3MinInvocationThreshold=200",
          "-XX:Tier3CompileThreshold=4000",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private static final List<String> OF_ONE_COMMAND =
      List.of(
          "-XX:SharedArchiveFile",
          "-XX:ArchiveClassesAtExit",
          "-XX:+AutoCreateSharedArchive",
          "-Xshare",
          "-Xrun");

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");
  private static final Pattern MEMORY =
      Pattern.compile("-Xm[nsx].*|-XX:(Max|Min|Initial|SoftMax)(RAM|Heap).*");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)-D[^=]*(secret|passw|passphrase|token|credential|(access|api|private)[._-]?key).*",
          Pattern.DOTALL);

  private JvmOptions() {}

  /**
   * Those of every process for tasks.
   *
   * @param more what follows them; the JVM takes one collector only
   */
  public static List<String> manyShortTasks(List<String> more) {
    boolean own = more.stream().anyMatch(option -> COLLECTOR.matcher(option).matches());
    return MANY_SHORT_TASKS.stream()
        .filter(option -> !own || !COLLECTOR.matcher(option).matches())
        .toList();
  }

  /**
   * Those of {@code options} that others may see, as the command line of a container: not a
   * property that, by its name, may be a secret.
   */
  public static List<String> withoutSecrets(List<String> options) {
    return options.stream().filter(option -> !SECRET.matcher(option).matches()).toList();
  }

  /**
   * {@link #inherited}, but for what is of this machine, its memory and its folders, and for what
   * may be a secret.
   */
  public static List<String> inheritedElsewhere() {
    return withoutSecrets(inherited()).stream()
        .filter(option -> !MEMORY.matcher(option).matches())
        .filter(option -> !option.startsWith("-Djava.io.tmpdir="))
        .toList();
  }

  /**
   * The options that the user gave this process, but for agents, which cannot run twice, and class
   * data archives, which are made for one command.
   */
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
      } else if (isOfTasks(argument)) {
        options.add(argument);
      }
    }
    return options;
  }

  private static boolean isOfTasks(String argument) {
    return (argument.startsWith("-X") || argument.startsWith("-D") || argument.startsWith("-ea"))
        && OF_ONE_COMMAND.stream().noneMatch(argument::startsWith);
  }
}
