package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** One command of a flow. */
interface Command {

  /** Its name on the command line. */
  String name();

  /** What it does, in a sentence. */
  String description();

  /** Whether an option that the command line does not give may be given by a variable. */
  default boolean hasVariables() {
    return false;
  }

  /** Arguments that show what it is for, beginning with its name. */
  default List<String> examples() {
    return List.of();
  }

  /** The exit codes, each with its meaning. */
  default Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "it is done");
    codes.put("1", "it failed: a file, a service or a disk could not be used");
    codes.put("2", "the arguments or the configuration are wrong");
    return codes;
  }

  /** The variables that it reads, each with its meaning. */
  default Map<String, String> variables() {
    return Map.of();
  }

  /**
   * Adds the command's options, operands and subcommands.
   *
   * @param spec has the name, the description, {@code --help} and {@code --version} already
   * @param help whether the description will be shown
   */
  void describe(CommandSpec spec, FlowManifest flow, boolean help);

  /** Does it, and returns the exit code. */
  int execute(Invocation invocation);
}
