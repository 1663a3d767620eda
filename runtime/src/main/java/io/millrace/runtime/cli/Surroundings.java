package io.millrace.runtime.cli;

import io.millrace.runtime.jvm.ProcessClassPath;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process that a command runs in, as far as the command may see it.
 *
 * @param program how the user has started it, such as {@code java -jar flow.jar}
 * @param classPath where flows are looked for
 * @param environment the variables
 * @param folder the working directory
 * @param out for what was asked for
 * @param err for errors and progress
 * @param terminal whether a person is looking
 */
public record Surroundings(
    String program,
    String classPath,
    Map<String, String> environment,
    Path folder,
    PrintStream out,
    PrintStream err,
    boolean terminal) {

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        Program.started(
            System.getProperty("sun.java.command", ""),
            System.getProperty("java.class.path", ""),
            System.getProperty("jdk.module.path", "")),
        String.join(File.pathSeparator, ProcessClassPath.entries()),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.out,
        System.err,
        System.console() != null);
  }

  /** The same, but started otherwise, and with a person who is looking, or without. */
  public Surroundings startedAs(String program, boolean person) {
    return new Surroundings(program, classPath, environment, folder, out, err, person);
  }

  /** How many columns there are for a text: those of the terminal, else 80. */
  int width() {
    return terminal ? Terminal.columns(environment) : Terminal.USUAL_COLUMNS;
  }

  /** Whether to use colours: on a terminal, unless {@code NO_COLOR} is set. */
  boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
