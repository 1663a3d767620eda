package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import java.util.List;
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
  public List<String> examples() {
    return List.of(
        "run",
        "run --with retry:times=2 --with kubernetes:image=acme/trainer:1.5 --max-workers 50");
  }

  @Override
  public Map<String, String> exitCodes() {
    return RunOptions.EXIT_CODES;
  }

  @Override
  public Map<String, String> variables() {
    return RunOptions.variables(name());
  }

  @Override
  public boolean hasVariables() {
    return true;
  }

  @Override
  public int execute(Invocation invocation) {
    return RunOptions.run(
        invocation, Optional.of(ParameterOptions.values(invocation)), Optional.empty());
  }
}
