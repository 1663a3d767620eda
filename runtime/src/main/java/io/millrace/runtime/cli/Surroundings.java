package io.millrace.runtime.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process that a command runs in, as far as the command may see it.
 *
 * @param classPath where flows are looked for
 * @param environment the variables
 * @param folder the working directory
 * @param out for what was asked for
 * @param err for errors and progress
 * @param terminal whether a person is looking
 */
public record Surroundings(
    String classPath,
    Map<String, String> environment,
    Path folder,
    PrintStream out,
    PrintStream err,
    boolean terminal) {

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getProperty("java.class.path", ""),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.out,
        System.err,
        System.console() != null);
  }

  /** The same, but for a person who is looking, or not. */
  public Surroundings on(boolean person) {
    return new Surroundings(classPath, environment, folder, out, err, person);
  }

  /** Whether to use colours: on a terminal, unless {@code NO_COLOR} is set. */
  boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
