package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.plan.RunPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code check}: whether a run could start, with the configuration and the options as they are. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String description() {
    return "Checks all that 'run' checks before it starts anything, with the same options.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    ParameterOptions.add(spec, flow, help);
    RunOptions.add(spec);
  }

  @Override
  public List<String> examples() {
    return List.of("check --with kubernetes:image=acme/trainer:1.5");
  }

  @Override
  public int execute(Invocation invocation) {
    RunPlan plan = RunOptions.check(invocation, Optional.of(ParameterOptions.values(invocation)));
    invocation.print(
        "%s is fine: %d steps, %d parameters, %d artifacts."
            .formatted(
                invocation.flow().name(),
                plan.steps().size(),
                invocation.flow().parameters().size(),
                invocation.flow().artifacts().size()));
    return 0;
  }
}
