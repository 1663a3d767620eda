package io.millrace.examples;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The flows in {@code src/test/resources/access}: compiled once, run by who asks for one. */
final class AccessFlows {
  private static final Path SOURCES = Path.of("src", "test", "resources", "access");
  private static final Pattern PRINTED = Pattern.compile("^[0-9:.]+ \\[\\w+/\\d+] (.*)$");
  private static final Path CLASSES = Path.of("target", "access").toAbsolutePath();

  private static boolean compiled;

  private AccessFlows() {}

  private static synchronized void compile() {
    if (compiled) {
      return;
    }
    String main = FlowProcess.JAR.toString();
    FlowCompiler.compile(CLASSES.resolve("base"), main, FlowCompiler.Lombok.NONE, sources("jar"));
    Path base = FlowCompiler.jar(CLASSES.resolve("base"), CLASSES.resolve("base.jar"));
    FlowCompiler.compile(
        CLASSES.resolve("flows"),
        main + File.pathSeparator + base,
        FlowCompiler.Lombok.NONE,
        sources("flows"));
    for (FlowCompiler.Lombok order : FlowCompiler.Lombok.values()) {
      if (order != FlowCompiler.Lombok.NONE) {
        FlowCompiler.compile(CLASSES.resolve(order.name()), main, order, sources("lombok"));
      }
    }
    compiled = true;
  }

  private static List<Path> sources(String folder) {
    return FlowCompiler.sources(SOURCES.resolve(folder), ".java");
  }

  /** Runs {@code flow} in {@code folder}. */
  static FlowProcess.Result run(Path folder, String flow, String... options) {
    return run(folder, Map.of(), flow, options);
  }

  static FlowProcess.Result run(
      Path folder, Map<String, String> environment, String flow, String... options) {
    return start(folder, "flows", environment, flow, options);
  }

  /** Runs the flow that Lombok's processor saw before Millrace's, or after it. */
  static FlowProcess.Result runLombok(Path folder, FlowCompiler.Lombok order) {
    return start(folder, order.name(), Map.of(), "LombokFlow");
  }

  /** The command that takes the name of a flow, and what to do with it. */
  static List<String> command() {
    return command("flows");
  }

  private static List<String> command(String classes) {
    compile();
    return FlowProcess.command(
        String.join(
            File.pathSeparator,
            CLASSES.resolve(classes).toString(),
            CLASSES.resolve("base.jar").toString(),
            FlowProcess.JAR.toString()));
  }

  private static FlowProcess.Result start(
      Path folder,
      String classes,
      Map<String, String> environment,
      String flow,
      String... options) {
    List<String> command = command(classes);
    command.addAll(List.of(flow, "run", "--run-id-file", "run-id"));
    command.addAll(Arrays.asList(options));
    return FlowProcess.process(folder, command, environment);
  }

  /** What the steps printed, without who printed it. */
  static List<String> printed(FlowProcess.Result result) {
    return result
        .out()
        .lines()
        .flatMap(line -> PRINTED.matcher(line).results().map(match -> match.group(1)))
        .toList();
  }

  /** The steps that ran, each once for each of its tasks. */
  static List<String> done(FlowProcess.Result result) {
    return Pattern.compile("\\[(\\w+)/\\d+] done\\.")
        .matcher(result.out())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** Whether a run was begun in {@code folder}. */
  static boolean started(Path folder, String flow) {
    Path runs = folder.resolve(".metaflow").resolve(flow);
    if (!Files.isDirectory(runs)) {
      return false;
    }
    return FlowCompiler.sources(runs, ".attempt.json").stream().findAny().isPresent();
  }
}
