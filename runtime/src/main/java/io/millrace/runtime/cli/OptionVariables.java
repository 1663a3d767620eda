package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.parameters.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The variables of the options of {@code run} and {@code resume}, such as {@code
 * METAFLOW_RUN_MAX_WORKERS}: each holds where the command line does not give its option. A blank
 * one counts as not set. Parameters and {@code --with} have their own readers.
 */
final class OptionVariables {
  private static final Set<String> OTHERS = Set.of("--help", "--version", "--with");
  private static final Set<String> YES = Set.of("1", "true", "yes", "on", "t", "y");
  private static final Set<String> NO = Set.of("0", "false", "no", "off", "f", "n");

  private final FlowManifest flow;
  private final Map<String, String> environment;

  OptionVariables(FlowManifest flow, Map<String, String> environment) {
    this.flow = flow;
    this.environment = environment;
  }

  /**
   * Reads the command line with what the variables add to it.
   *
   * @param given what it gives itself
   * @throws UsageException for a variable that its option does not take
   */
  ParseResult read(CommandLine line, List<String> arguments, ParseResult given) {
    ParseResult command = given.subcommand();
    List<String> all = new ArrayList<>(arguments);
    ParseResult parsed = given;
    for (OptionSpec option : command.commandSpec().options()) {
      String variable = variable(command.commandSpec().name(), option.longestName());
      String value = environment.getOrDefault(variable, "").strip();
      if (!value.isEmpty()
          && !OTHERS.contains(option.longestName())
          && !command.hasMatchedOption(option.longestName())
          && flow.parameters().stream()
              .map(ParameterValues::variable)
              .noneMatch(variable::equals)) {
        all.addAll(1, arguments(option, variable, value)); // after the command, as "--" may follow
        parsed = parse(line, all, variable);
      }
    }
    return parsed;
  }

  /** As click names them after the options' destinations; that of --tag is tags. */
  private static String variable(String command, String option) {
    String name = option.equals("--tag") ? "tags" : option.substring("--".length());
    return ("METAFLOW_" + command + "_" + name.replace('-', '_')).toUpperCase(Locale.ROOT);
  }

  private static List<String> arguments(OptionSpec option, String variable, String value) {
    if (option.isMultiValue()) {
      return List.of(value.split("\\s+")).stream()
          .map(each -> option.longestName() + "=" + each)
          .toList();
    } else if (option.arity().max() > 0) {
      return List.of(option.longestName() + "=" + value);
    }
    String word = value.toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new UsageException(
          variable + ": '" + value + "' is not a valid truth value. Give true or false.");
    }
    return YES.contains(word) ? List.of(option.longestName()) : List.of();
  }

  private static ParseResult parse(CommandLine line, List<String> arguments, String variable) {
    try {
      return line.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(variable + ": " + ArgumentAdvice.of(e));
    }
  }
}
