package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What {@code --help} prints, as wide as the terminal; words are never broken. Not picocli's, which
 * breaks file names and reads markup in an author's words.
 */
final class HelpPage {
  private static final int INDENT = 2;
  private static final int NAMES = 26;

  private final Surroundings surroundings;
  private final int width;

  HelpPage(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.width = surroundings.width();
  }

  /** Prints which flows there are to choose from. */
  void print(List<FlowManifest> flows, String program) {
    line("Usage: " + program + " FLOW COMMAND [OPTIONS]");
    line("");
    wrapped("", "Runs and inspects the flows in this jar.");
    Map<String, String> rows = new LinkedHashMap<>();
    flows.forEach(each -> rows.put(each.name(), each.description()));
    section("Flows", rows);
    line("");
    wrapped("", "'" + program + " FLOW --help' lists the commands.");
  }

  /**
   * Prints how the program is used, which has several commands.
   *
   * @param program how the user starts it
   */
  void print(CommandSpec root, String program, String description, List<Command> commands) {
    line("Usage: " + program + " COMMAND [OPTIONS]");
    line("");
    wrapped("", description);
    Map<String, String> rows = new LinkedHashMap<>();
    commands.forEach(each -> rows.put(each.name(), each.description()));
    section("Commands", rows);
    section("Options", options(root.options()));
    line("");
    wrapped("", "'" + program + " COMMAND --help' tells more of a command.");
  }

  /**
   * Prints how a command is used.
   *
   * @param flow has the parameters
   * @param command with its notes
   * @param spec the command's, or that of a subcommand
   * @param program how the user starts this program
   */
  void print(FlowManifest flow, Command command, CommandSpec spec, String program) {
    String words = spec.qualifiedName().substring(program.length()).strip();
    line("Usage: " + program + " " + words + operands(spec) + " [OPTIONS]");
    line("");
    wrapped("", String.join(" ", spec.usageMessage().description()));
    Map<String, String> subcommands = new LinkedHashMap<>();
    spec.subcommands()
        .forEach(
            (name, each) ->
                subcommands.put(
                    name, String.join(" ", each.getCommandSpec().usageMessage().description())));
    section("Commands", subcommands);
    section("Operands", operandRows(spec));
    List<OptionSpec> parameters =
        spec.options().stream().filter(each -> ParameterOptions.isParameter(flow, each)).toList();
    section("Parameters", options(parameters));
    section(
        "Options",
        options(spec.options().stream().filter(each -> !parameters.contains(each)).toList()));
    if (spec.name().equals(command.name())) {
      List<String> examples = command.examples();
      heading(examples.isEmpty() ? "" : examples.size() == 1 ? "Example" : "Examples");
      examples.forEach(each -> line("  " + program + " " + each));
      section("Exit codes", command.exitCodes());
      section("Variables", command.variables());
    }
  }

  private static String operands(CommandSpec spec) {
    String text = spec.subcommands().isEmpty() ? "" : " COMMAND";
    for (PositionalParamSpec each : spec.positionalParameters()) {
      String label = each.arity().max() > 1 ? each.paramLabel() + "..." : each.paramLabel();
      text += each.required() ? " " + label : " [" + label + "]";
    }
    return text;
  }

  private static Map<String, String> operandRows(CommandSpec spec) {
    Map<String, String> rows = new LinkedHashMap<>();
    spec.positionalParameters()
        .forEach(each -> rows.put(each.paramLabel(), String.join(" ", each.description())));
    return rows;
  }

  private static Map<String, String> options(List<OptionSpec> options) {
    Map<String, String> rows = new LinkedHashMap<>();
    options.stream()
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(each -> rows.put(names(each), String.join(" ", each.description())));
    return rows;
  }

  private static String names(OptionSpec option) {
    String names =
        Stream.of(option.names())
            .sorted(Comparator.comparingInt(String::length))
            .collect(Collectors.joining(", "));
    if (option.arity().max() == 0) {
      return names;
    }
    String value = "=" + option.paramLabel();
    return names + (option.arity().min() == 0 ? "[" + value + "]" : value);
  }

  private void heading(String title) {
    if (!title.isEmpty()) {
      line("");
      line(surroundings.colours() ? "\u001b[1m" + title + ":\u001b[0m" : title + ":");
    }
  }

  private void section(String title, Map<String, String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    heading(title);
    int names =
        rows.keySet().stream()
            .mapToInt(String::length)
            .filter(each -> each <= NAMES)
            .max()
            .orElse(0);
    rows.forEach((name, text) -> row(name, text, INDENT + names + 2));
  }

  private void row(String name, String text, int column) {
    String start = " ".repeat(INDENT) + name;
    if (start.length() + 2 > column) {
      line(start);
      start = "";
    }
    wrapped(start + " ".repeat(column - start.length()), text);
  }

  /** Prints words after {@code start}, and those that do not fit in below the first ones. */
  private void wrapped(String start, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int room = Math.max(width - start.length(), 20);
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    for (int i = 0; i < lines.size(); i++) {
      line((i == 0 ? start : " ".repeat(start.length())) + lines.get(i));
    }
  }

  private void line(String text) {
    surroundings.out().println(text.stripTrailing());
  }
}
