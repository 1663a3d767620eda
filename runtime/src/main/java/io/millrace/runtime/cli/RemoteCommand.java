package io.millrace.runtime.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.compute.MissingModules;
import io.millrace.runtime.compute.RemoteTasks;
import io.millrace.runtime.compute.RemoteTasks.RemoteTask;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.Planner;
import io.millrace.runtime.plan.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code kubernetes list|kill}: tasks elsewhere, also those whose scheduler is no more. */
final class RemoteCommand implements Command {
  private final ComputeKind kind;

  RemoteCommand(ComputeKind kind) {
    this.kind = kind;
  }

  @Override
  public String name() {
    return kind.word();
  }

  @Override
  public String description() {
    return "Lists or kills the tasks of this flow that run on %s.".formatted(kind.word());
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    CommandSpec list = kind("Lists the tasks that have not ended.");
    list.addOption(Options.flag("--json", "Prints JSON."));
    spec.addSubcommand("list", list);
    spec.addSubcommand("kill", kind("Kills the tasks that have not ended."));
  }

  private static CommandSpec kind(String description) {
    CommandSpec spec = Options.helpful();
    spec.usageMessage().description(description);
    spec.addOption(Options.text("--run-id", "RUN", "Of this run. Default: the latest."));
    spec.addOption(Options.text("--user", "USER", "Of all runs of this user."));
    spec.addOption(Options.flag("--my-runs", "Of all your runs."));
    spec.addOption(Options.with());
    Options.addDatastore(spec);
    return spec;
  }

  @Override
  public int execute(Invocation invocation) {
    Optional<String> user = user(invocation);
    Optional<String> run =
        user.isPresent()
            ? invocation.string("--run-id")
            : Optional.of(invocation.string("--run-id").orElseGet(invocation::latestRun));
    try (RemoteTasks place = open(invocation)) {
      List<RemoteTask> tasks =
          place.list(invocation.flow().name(), run).stream()
              .filter(task -> user.isEmpty() || user.get().equals(task.user()))
              .toList();
      if (invocation.arguments().commandSpec().name().equals("kill")) {
        place.kill(tasks);
        tasks.forEach(task -> invocation.print("Killed " + line(task)));
      } else if (invocation.flag("--json")) {
        invocation.print(json(tasks));
        return 0;
      } else {
        tasks.forEach(task -> invocation.print(line(task)));
      }
      if (tasks.isEmpty()) {
        invocation.print("No task of " + whose(invocation, run, user) + " runs there.");
      }
      return 0;
    }
  }

  private static Optional<String> user(Invocation invocation) {
    if (!invocation.flag("--my-runs")) {
      return invocation.string("--user");
    }
    return Optional.of(
        RunTags.user(invocation.surroundings().environment())
            .orElseThrow(
                () ->
                    new UsageException(
                        "--my-runs: your user name is not known. Set METAFLOW_USER.")));
  }

  /** Where the flow's steps would run. */
  private RemoteTasks open(Invocation invocation) {
    Configuration configuration = invocation.configuration();
    List<String> decorators = new ArrayList<>(List.of(kind.word()));
    decorators.addAll(invocation.strings("--with"));
    RunPlan plan = Planner.plan(invocation.flow(), configuration, decorators);
    MissingModules.check(plan);
    Map<String, String> settings = ComputeSettings.of(plan, configuration);
    return ComputeProvider.find(kind)
        .flatMap(provider -> provider.remote(plan, settings))
        .orElseThrow(
            () -> new UsageException("Tasks on %s cannot be listed.".formatted(kind.word())));
  }

  private static String line(RemoteTask task) {
    return "%s/%s/%s/%s  attempt %d  %s  %s  %s"
        .formatted(
            task.flow(),
            task.run(),
            task.step(),
            task.task(),
            task.attempt(),
            task.state(),
            task.user(),
            task.place());
  }

  private static String json(List<RemoteTask> tasks) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RemoteTask task : tasks) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("flow", task.flow());
      row.put("run", task.run());
      row.put("step", task.step());
      row.put("task", task.task());
      row.put("attempt", task.attempt());
      row.put("state", task.state());
      row.put("user", task.user());
      row.put("place", task.place());
      rows.add(row);
    }
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String whose(Invocation invocation, Optional<String> run, Optional<String> user) {
    return invocation.flow().name()
        + run.map(id -> "/" + id).orElse("")
        + user.map(name -> " by " + name).orElse("");
  }
}
