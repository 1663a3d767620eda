package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import io.millrace.runtime.parameters.ParameterValues;
import io.millrace.runtime.parameters.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The parameters of a flow as options of {@code run}. */
final class ParameterOptions {
  private static final int LONGEST_DEFAULT = 60;

  private ParameterOptions() {}

  /**
   * Adds an option for each parameter.
   *
   * @param help whether the options will be shown, so that the flow is asked for its defaults
   */
  static void add(CommandSpec spec, FlowManifest flow, boolean help) {
    Map<String, @Nullable Object> defaults = help ? defaults(flow) : Map.of();
    for (ParameterField parameter : flow.parameters()) {
      OptionSpec.Builder option =
          OptionSpec.builder("--" + parameter.name())
              .paramLabel(label(parameter))
              .type(String.class)
              .arity("1")
              .description(description(parameter, defaults.get(parameter.field())));
      spec.addOption(
          truth(parameter) ? option.arity("0..1").fallbackValue("true").build() : option.build());
    }
  }

  /** Whether an option is a parameter of the flow. */
  static boolean isParameter(FlowManifest flow, OptionSpec option) {
    return flow.parameters().stream()
        .anyMatch(each -> option.longestName().equals("--" + each.name()));
  }

  /** The value of each parameter of a run. */
  static Parameters values(Invocation invocation) {
    return new ParameterValues(invocation.flow(), ParameterOptions.class.getClassLoader())
        .resolve(
            given(invocation.arguments(), invocation.flow()),
            invocation.surroundings().environment(),
            invocation.surroundings().folder());
  }

  /** What the command line gave, by the options' names. */
  private static Map<String, String> given(ParseResult arguments, FlowManifest flow) {
    Map<String, String> given = new LinkedHashMap<>();
    for (ParameterField parameter : flow.parameters()) {
      String option = "--" + parameter.name();
      if (arguments.hasMatchedOption(option)) {
        given.put(parameter.name(), arguments.matchedOptionValue(option, ""));
      }
    }
    return given;
  }

  private static Map<String, @Nullable Object> defaults(FlowManifest flow) {
    return new ParameterValues(flow, ParameterOptions.class.getClassLoader()).defaults();
  }

  private static boolean truth(ParameterField parameter) {
    return parameter.type().equals("boolean") || parameter.type().equals("java.lang.Boolean");
  }

  private static String label(ParameterField parameter) {
    if (parameter.file().isPresent()) {
      return "FILE";
    }
    String simple = parameter.type().replaceAll("[A-Za-z0-9_$]+\\.", "");
    return parameter.choices().isEmpty() ? simple : String.join("|", parameter.choices());
  }

  private static String[] description(ParameterField parameter, @Nullable Object fallback) {
    List<String> lines = new ArrayList<>();
    if (!parameter.help().isEmpty()) {
      lines.add(parameter.help());
    }
    if (parameter.required()) {
      lines.add("Required; may also be given as " + ParameterValues.variable(parameter) + ".");
    } else {
      written(parameter, fallback).ifPresent(text -> lines.add("Default: " + text));
    }
    return lines.toArray(String[]::new);
  }

  private static Optional<String> written(ParameterField parameter, @Nullable Object fallback) {
    if (fallback == null || parameter.file().isPresent()) {
      return Optional.empty();
    }
    String text =
        fallback instanceof Object[] array ? Arrays.toString(array) : String.valueOf(fallback);
    return Optional.of(
        text.length() > LONGEST_DEFAULT ? text.substring(0, LONGEST_DEFAULT) + "..." : text);
  }
}
