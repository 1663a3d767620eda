package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.scheduler.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code resume}: a new run that goes on where another stopped. */
final class ResumeCommand implements Command {
  @Override
  public String name() {
    return "resume";
  }

  @Override
  public String description() {
    return "Continues where a run stopped: a new run that reuses what had finished.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addPositional(
        Options.operand(
            0,
            "STEP",
            false,
            "Runs this step and all steps after it again. Default: what had not finished."));
    spec.addOption(
        Options.text("--origin-run-id", "RUN", "The run to resume. Default: the latest."));
    RunOptions.add(spec);
  }

  @Override
  public List<String> examples() {
    return List.of("resume", "resume train --origin-run-id 1712");
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
    Optional<String> step = invocation.operand(0);
    step.ifPresent(name -> ExplainCommand.requireStep(invocation.flow(), name));
    String origin = invocation.string("--origin-run-id").orElseGet(invocation::latestRun);
    Invocation.requireName("--origin-run-id", origin);
    if (invocation.metadata().run(invocation.flow().name(), origin).isEmpty()) {
      throw new UsageException(
          "--origin-run-id: there is no run %s/%s. '%s list runs' shows them."
              .formatted(invocation.flow().name(), origin, invocation.program()));
    }
    return RunOptions.run(
        invocation, Optional.empty(), Optional.of(new RunRequest.Resume(origin, step)));
  }
}
