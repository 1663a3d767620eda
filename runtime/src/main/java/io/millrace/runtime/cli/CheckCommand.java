package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.compute.MissingModules;
import io.millrace.runtime.parameters.ParameterValues;
import io.millrace.runtime.plan.RunPlan;
import picocli.CommandLine.Model.CommandSpec;

/** {@code check}: whether a run could start, with the configuration and the options as they are. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String description() {
    return "Checks that a run could start: the configuration, --with and the modules it needs.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addOption(Options.with());
  }

  @Override
  public int execute(Invocation invocation) {
    RunPlan plan = invocation.plan();
    MissingModules.check(plan);
    new ParameterValues(invocation.flow(), CheckCommand.class.getClassLoader()).defaults();
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
