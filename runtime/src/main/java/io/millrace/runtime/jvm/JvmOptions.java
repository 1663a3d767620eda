package io.millrace.runtime.jvm;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** Options of one dash that tasks get. */
  private static final Pattern SHORT =
      Pattern.compile(
          "-[XD].*|-[ed]s?a(:.*)?|-(en|dis)able(system)?assertions(:.*)?", Pattern.DOTALL);

  /** Options of two dashes that tasks get as they are. */
  private static final Set<String> LONG =
      Set.of(
          "--enable-preview",
          "--illegal-access",
          "--illegal-native-access",
          "--sun-misc-unsafe-memory-access",
          "--finalization");

  /** The Java that first takes it from a manifest. */
  private static final int NATIVE_ACCESS = 22;

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
   * The options that the user gave this process, and those that the manifest of its jar asks for;
   * but for agents, which cannot run twice, and class data archives, which are made for one
   * command.
   */
  public static List<String> inherited() {
    JavaArguments line = JavaArguments.ofThisProcess();
    List<String> options = new ArrayList<>();
    for (String option : line.options()) {
      if (option.startsWith("--")) {
        onClassPath(option).ifPresent(options::add);
      } else if (isOfTasks(option)) {
        options.add(option);
      }
    }
    ProcessClassPath.launched().ifPresent(attributes -> options.addAll(asked(attributes)));
    return options;
  }

  private static boolean isOfTasks(String option) {
    return SHORT.matcher(option).matches() && OF_ONE_COMMAND.stream().noneMatch(option::startsWith);
  }

  /**
   * An option about modules, for a JVM that has only the JDK's: what was said of others holds for
   * all that is on the class path.
   */
  static Optional<String> onClassPath(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = option.substring(equals + 1);
    return switch (name) {
      case "--add-opens", "--add-exports", "--add-reads" -> {
        int target = value.indexOf('=');
        boolean jdk = target > 0 && isOfJdk(value.substring(0, target).replaceFirst("/.*", ""));
        yield jdk
            ? Optional.of(name + "=" + value.substring(0, target) + "=ALL-UNNAMED")
            : Optional.empty();
      }
      case "--enable-native-access" -> Optional.of(name + "=ALL-UNNAMED");
      case "--add-modules" -> {
        String jdk =
            Arrays.stream(value.split(","))
                .filter(each -> isOfJdk(each) || each.equals("ALL-SYSTEM"))
                .collect(Collectors.joining(","));
        yield jdk.isEmpty() ? Optional.empty() : Optional.of(name + "=" + jdk);
      }
      default -> LONG.contains(name) ? Optional.of(option) : Optional.empty();
    };
  }

  private static boolean isOfJdk(String module) {
    return ModuleFinder.ofSystem().find(module).isPresent();
  }

  /** What {@code java -jar} takes from a manifest, as options. */
  static List<String> asked(Attributes attributes) {
    List<String> options = new ArrayList<>();
    for (String each : words(attributes.getValue("Add-Exports"))) {
      options.add("--add-exports=" + each + "=ALL-UNNAMED");
    }
    for (String each : words(attributes.getValue("Add-Opens"))) {
      options.add("--add-opens=" + each + "=ALL-UNNAMED");
    }
    String access = attributes.getValue("Enable-Native-Access");
    if (access != null && Runtime.version().feature() >= NATIVE_ACCESS) {
      options.add("--enable-native-access=" + access.strip());
    }
    return options;
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
