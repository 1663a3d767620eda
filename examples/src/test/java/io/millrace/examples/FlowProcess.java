package io.millrace.examples;

import io.millrace.testing.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The examples' jar as a user runs it: a real process in some folder. */
final class FlowProcess {
  static final Path JAR = Path.of("target", "millrace-examples.jar").toAbsolutePath();

  /** Beside the modules that use them. */
  private static final Path SCRIPTS =
      Path.of("..", "examples", "src", "test", "python").toAbsolutePath();

  /**
   * After which a process hangs; more is needed where {@code -Dmillrace.cluster.tasks} asks for it.
   */
  private static final long LONGEST_MINUTES = Long.getLong("millrace.patience.minutes", 5);

  private FlowProcess() {}

  /**
   * What a process left.
   *
   * @param code its exit code
   * @param out its standard output
   * @param err its standard error
   */
  record Result(int code, String out, String err) {
    /** The id of the run that it made. */
    String run(Path folder) {
      return read(folder.resolve("run-id"));
    }
  }

  /** Runs {@code java -jar millrace-examples.jar ARGUMENTS} in {@code folder}. */
  static Result java(Path folder, String... arguments) {
    List<String> command = command();
    command.addAll(Arrays.asList(arguments));
    return process(folder, command, Map.of());
  }

  static List<String> command() {
    return new ArrayList<>(List.of(java(), "-jar", JAR.toString()));
  }

  /** Runs the flows of {@code classPath}. */
  static List<String> command(String classPath, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(java(), "-cp", classPath, "io.millrace.runtime.Main"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs a script of the tests with the Python that has Metaflow. */
  static Result python(Path folder, String script, String... arguments) {
    return python(folder, script, Map.of(), arguments);
  }

  static Result python(
      Path folder, String script, Map<String, String> environment, String... arguments) {
    Path python = metaflow().resolve("bin").resolve("python");
    List<String> command =
        new ArrayList<>(List.of(python.toString(), SCRIPTS.resolve(script).toString()));
    command.addAll(Arrays.asList(arguments));
    return process(folder, command, environment);
  }

  /** The virtual environment with Metaflow; made if it is not there. */
  static Path metaflow() {
    Result made =
        process(Path.of("..").toAbsolutePath(), List.of("bash", ".ci/metaflow-venv"), Map.of());
    if (made.code != 0) {
      throw Component.METAFLOW.missing(made.err);
    }
    return Path.of(made.out.strip());
  }

  static Result process(Path folder, List<String> command, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      Process process = start(folder, command, environment, out, err);
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " hangs. Its output:\n" + read(out) + read(err));
      }
      Result result = new Result(process.exitValue(), read(out), read(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Process start(
      Path folder, List<String> command, Map<String, String> environment, Path out, Path err)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    forgetSettings(builder, folder);
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** What is set for who runs the tests is not set for the flows. */
  static void forgetSettings(ProcessBuilder builder, Path folder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("METAFLOW_"));
    builder.environment().put("METAFLOW_USER", "tester");
    builder.environment().put("METAFLOW_HOME", folder.resolve("no-config").toString());
  }

  /** As Ctrl-C does. */
  static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** What the threads of a JVM are doing. */
  static String threads(Process process) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
