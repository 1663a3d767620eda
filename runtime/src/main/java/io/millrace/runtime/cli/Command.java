package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
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
