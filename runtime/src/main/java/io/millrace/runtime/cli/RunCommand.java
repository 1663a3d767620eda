package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.parameters.ParameterValues;
import io.millrace.runtime.parameters.Parameters;
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
  public boolean hasVariables() {
    return true;
  }

  @Override
  public int execute(Invocation invocation) {
    Parameters parameters =
        new ParameterValues(invocation.flow(), RunCommand.class.getClassLoader())
            .resolve(
                ParameterOptions.given(invocation.arguments(), invocation.flow()),
                invocation.surroundings().environment(),
                invocation.surroundings().folder());
    return RunOptions.run(invocation, Optional.of(parameters), Optional.empty());
  }
}
