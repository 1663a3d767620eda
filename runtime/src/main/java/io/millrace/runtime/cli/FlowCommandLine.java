package io.millrace.runtime.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.plan.ComputeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells the story of one command: find the flows, choose one, read the arguments, do it. */
public final class FlowCommandLine {
  /**
   * The exit code of a command that was asked for wrongly, or that the configuration does not
   * allow.
   */
  static final int USAGE = 2;

  private static final int FAILED = 1;
  private static final String JSON_OPTION = "--json";

  private static final List<Command> COMPLETED =
      List.of(
          new RunCommand(),
          new ResumeCommand(),
          new ShowCommand(),
          new CheckCommand(),
          new ExplainCommand(),
          new ImagesCommand(),
          new DumpCommand(),
          new LogsCommand(),
          new TagCommand(),
          new ListCommand(),
          new RemoteCommand(ComputeKind.KUBERNETES));

  private static final List<Command> COMMANDS =
      Stream.concat(COMPLETED.stream(), Stream.of(new CompletionCommand(COMPLETED))).toList();

  private final Surroundings surroundings;

  private FlowCommandLine(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Does what {@code arguments} ask for.
   *
   * @return the exit code
   */
  public static int execute(List<String> arguments, Surroundings surroundings) {
    String mistake;
    int code = USAGE;
    try {
      return new FlowCommandLine(surroundings).execute(arguments);
    } catch (UsageException e) {
      mistake = String.valueOf(e.getMessage());
    } catch (UncheckedIOException e) { // a full disk, or files that others have changed
      mistake = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      code = FAILED;
    }
    if (arguments.contains(JSON_OPTION)) {
      surroundings.out().println(json(mistake));
    }
    complain(surroundings, mistake);
    return code;
  }

  /** For programs that read the output, and would else find none. */
  private static String json(String mistake) {
    try {
      return JSON.std.asString(Map.of("error", mistake));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int execute(List<String> arguments) {
    List<FlowManifest> flows = FlowCatalog.read(surroundings.classPath());
    Optional<FlowManifest> named =
        arguments.stream()
            .limit(1)
            .flatMap(first -> flows.stream().filter(flow -> flow.name().equals(first)))
            .findFirst();
    if (named.isPresent()) {
      List<String> rest = arguments.subList(1, arguments.size());
      return execute(named.get(), surroundings.program() + " " + named.get().name(), rest);
    }
    return flows.size() == 1
        ? execute(flows.get(0), surroundings.program(), arguments)
        : new FlowChoice(flows, surroundings.program(), surroundings).answer(arguments);
  }

  private int execute(FlowManifest flow, String program, List<String> arguments) {
    CommandLine line = new CommandLine(describe(flow, program, arguments));
    line.setExpandAtFiles(false); // a value may begin with it
    line.setInterpolateVariables(false);
    try {
      ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
      ParseResult last = deepest(parsed);
      CommandLine chosen = last.commandSpec().commandLine();
      if (last.isUsageHelpRequested()) {
        help(flow, program, parsed, last);
        return 0;
      } else if (last.isVersionHelpRequested()) {
        surroundings.out().println(Version.line());
        return 0;
      } else if (!chosen.getSubcommands().isEmpty()) {
        throw new ParameterException(chosen, "A command is missing.");
      }
      Command command = command(parsed.subcommand().commandSpec().name()).orElseThrow();
      if (command.hasVariables()) {
        OptionVariables variables = new OptionVariables(flow, surroundings.environment());
        last = deepest(variables.read(line, arguments, parsed));
      }
      return command.execute(new Invocation(flow, last, surroundings, program));
    } catch (ParameterException e) {
      throw new UsageException(ArgumentAdvice.of(e));
    }
  }

  private void help(FlowManifest flow, String program, ParseResult parsed, ParseResult last) {
    HelpPage page = new HelpPage(surroundings);
    if (parsed.hasSubcommand()) {
      Command command = command(parsed.subcommand().commandSpec().name()).orElseThrow();
      page.print(flow, command, last.commandSpec(), program);
    } else {
      String description =
          flow.description().isEmpty()
              ? "Runs and inspects the flow " + flow.name() + "."
              : flow.description();
      page.print(parsed.commandSpec(), program, description, COMMANDS);
    }
  }

  /** Describes the command that the arguments name, or else all commands in short. */
  private static CommandSpec describe(FlowManifest flow, String program, List<String> arguments) {
    CommandSpec root = Options.helpful().name(program);
    Optional<Command> named = arguments.stream().findFirst().flatMap(FlowCommandLine::command);
    for (Command command : named.map(List::of).orElse(COMMANDS)) {
      CommandSpec spec = Options.helpful();
      spec.usageMessage().description(command.description());
      if (named.isPresent()) {
        command.describe(spec, flow, arguments.contains("--help") || arguments.contains("-h"));
      }
      root.addSubcommand(command.name(), spec);
    }
    return root;
  }

  private static ParseResult deepest(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }

  private static Optional<Command> command(String name) {
    return COMMANDS.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  /** Prints the one line that a mistake of the user's gets. */
  static int complain(Surroundings surroundings, @Nullable String message) {
    String label = surroundings.colours() ? "\u001b[1;31mError:\u001b[0m " : "Error: ";
    surroundings.err().println(label + message);
    return USAGE;
  }
}
