package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Suggestion;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.plan.Explanation;
import io.millrace.runtime.plan.RunPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code explain}: where each step runs, in which image, with which attributes, and why. */
final class ExplainCommand implements Command {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String description() {
    return "Shows where each step runs, in which image, with which attributes, and why.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addPositional(Options.operand(0, "STEP", false, "The step to explain. Default: all."));
    spec.addOption(Options.with());
    spec.addOption(Options.flag("--json", "Prints the stable form for programs."));
  }

  @Override
  public List<String> examples() {
    return List.of("explain", "explain train --with kubernetes:image=acme/trainer:1.5");
  }

  @Override
  public int execute(Invocation invocation) {
    Optional<String> step = invocation.operand(0);
    step.ifPresent(name -> requireStep(invocation.flow(), name));
    RunPlan plan = invocation.plan();
    invocation
        .surroundings()
        .out()
        .print(
            invocation.flag("--json")
                ? Explanation.json(plan, step)
                : Explanation.text(plan, step));
    return 0;
  }

  /** Refuses a step that the flow does not have. */
  static void requireStep(FlowManifest flow, String name) {
    List<String> names = flow.steps().stream().map(StepMethod::name).toList();
    if (!names.contains(name)) {
      throw new UsageException(
          "%s has no step '%s'.%s"
              .formatted(
                  flow.name(),
                  name,
                  Suggestion.closest(name, names)
                      .map(guess -> " Did you mean '" + guess + "'?")
                      .orElse(" Its steps are " + String.join(", ", names) + ".")));
    }
  }
}
