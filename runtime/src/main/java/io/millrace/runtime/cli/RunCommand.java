package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.parameters.ParameterValues;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code run}: a new run of the flow. */
final class RunCommand implements Command {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public String description() {
    return "Runs the flow from its start.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    ParameterOptions.add(spec, flow, help);
    RunOptions.add(spec);
  }

  @Override
  public int execute(Invocation invocation) {
    Map<String, Object> parameters =
        new ParameterValues(invocation.flow(), Invocation.runner(invocation.flow()))
            .resolve(
                ParameterOptions.given(invocation.arguments(), invocation.flow()),
                invocation.surroundings().environment(),
                invocation.surroundings().folder());
    return RunOptions.run(invocation, parameters, Optional.empty());
  }
}
