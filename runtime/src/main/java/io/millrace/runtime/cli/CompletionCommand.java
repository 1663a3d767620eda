package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: a script by which a shell completes commands and options. */
final class CompletionCommand implements Command {
  private final List<Command> others;

  /**
   * @param others what else is completed
   */
  CompletionCommand(List<Command> others) {
    this.others = others;
  }

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String description() {
    return "Prints a script by which bash or zsh completes commands and options of an alias.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addPositional(Options.operand(0, "ALIAS", true, "The alias that starts this program."));
  }

  @Override
  public List<String> examples() {
    return List.of("completion flow > ~/.flow-completion && source ~/.flow-completion");
  }

  @Override
  public int execute(Invocation invocation) {
    String alias = invocation.operand(0).orElseThrow();
    if (!alias.matches("[A-Za-z_][\\w.-]*")) {
      throw new UsageException(
          "completion: '%s' is not a valid name of an alias. Give one such as flow."
              .formatted(alias));
    }
    CommandSpec root = Options.helpful().name(alias);
    for (Command each : others) {
      CommandSpec spec = Options.helpful();
      each.describe(spec, invocation.flow(), false);
      root.addSubcommand(each.name(), spec);
    }
    invocation.print(AutoComplete.bash(alias, new CommandLine(root)));
    return 0;
  }
}
