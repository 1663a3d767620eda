package io.millrace.runtime.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.artifact.ArtifactException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.Metadata.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code list runs|steps|tasks}: what is in the datastore. */
final class ListCommand implements Command {
  @Override
  public String name() {
    return "list";
  }

  @Override
  public String description() {
    return "Lists runs, the steps of a run, or the tasks of a run.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addSubcommand("runs", kind("Lists the runs of the flow, the newest first."));
    CommandSpec steps = kind("Lists the steps of a run.");
    steps.addOption(Options.text("--run-id", "RUN", "The run. Default: the latest."));
    spec.addSubcommand("steps", steps);
    CommandSpec tasks = kind("Lists the tasks of a run.");
    tasks.addOption(Options.text("--run-id", "RUN", "The run. Default: the latest."));
    tasks.addOption(Options.text("--step", "STEP", "Only the tasks of this step."));
    spec.addSubcommand("tasks", tasks);
  }

  private static CommandSpec kind(String description) {
    CommandSpec spec = Options.helpful();
    spec.usageMessage().description(description);
    spec.addOption(Options.flag("--json", "Prints JSON."));
    Options.addDatastore(spec);
    return spec;
  }

  @Override
  public List<String> examples() {
    return List.of("list runs", "list tasks --run-id 1712 --json");
  }

  @Override
  public int execute(Invocation invocation) {
    List<Map<String, @Nullable Object>> rows =
        switch (invocation.arguments().commandSpec().name()) {
          case "runs" -> runs(invocation);
          case "steps" -> steps(invocation);
          default -> tasks(invocation);
        };
    if (invocation.flag("--json")) {
      try {
        invocation.print(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(rows));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      print(invocation, rows);
    }
    return 0;
  }

  /** A table with headings; times are those of this machine's zone. */
  private static void print(Invocation invocation, List<Map<String, @Nullable Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(rows.get(0).keySet().stream().map(each -> each.toUpperCase(Locale.ROOT)).toList());
    rows.forEach(row -> lines.add(row.values().stream().map(ListCommand::text).toList()));
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      invocation.print(text.toString().stripTrailing());
    }
  }

  private static String text(@Nullable Object cell) {
    if (cell instanceof List<?> several) {
      return several.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return cell == null ? "" : cell.toString().replaceFirst("^(....-..-..)T(..:..:..).*$", "$1 $2");
  }

  private static List<Map<String, @Nullable Object>> runs(Invocation invocation) {
    ZoneId zone = ZoneId.systemDefault();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    String flow = invocation.flow().name();
    for (String id : invocation.metadata().runs(flow)) {
      try {
        rows.add(run(invocation, flow, id, zone));
      } catch (UncheckedIOException e) { // the others are shown all the same
        invocation.surroundings().err().println("Warning: " + e.getMessage());
        rows.add(damaged(id));
      }
    }
    return rows;
  }

  private static Map<String, @Nullable Object> damaged(String id) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("run", id);
    row.put("state", "damaged");
    row.put("started", null);
    row.put("user", null);
    row.put("tags", List.of());
    return row;
  }

  private static Map<String, @Nullable Object> run(
      Invocation invocation, String flow, String id, ZoneId zone) {
    Optional<RunRecord> run = invocation.metadata().run(flow, id);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("run", id);
    row.put("state", state(invocation.datastore(), flow, id));
    row.put(
        "started",
        run.map(each -> Instant.ofEpochMilli(each.time()).atZone(zone).toOffsetDateTime())
            .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
            .orElse(null));
    row.put("user", run.map(each -> each.tags().user()).orElse(null));
    row.put(
        "tags", run.map(each -> List.copyOf(new TreeSet<>(each.tags().tags()))).orElse(List.of()));
    return row;
  }

  /** A run is done when its end is; a run that is not may still go on. */
  private static String state(Datastore datastore, String flow, String run) {
    for (TaskPath task : datastore.tasks(flow, run, FlowGraph.END)) {
      if (taskState(datastore, task).equals("done")) {
        return "done";
      }
    }
    for (String step : datastore.steps(flow, run)) {
      for (TaskPath task : datastore.tasks(flow, run, step)) {
        if (taskState(datastore, task).equals("failed")) {
          return "failed";
        }
      }
    }
    return "unfinished";
  }

  private static List<Map<String, @Nullable Object>> steps(Invocation invocation) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    String run = invocation.requireRun();
    for (String step : ordered(invocation, run)) {
      List<TaskPath> tasks = invocation.datastore().tasks(invocation.flow().name(), run, step);
      long done =
          tasks.stream()
              .filter(task -> taskState(invocation.datastore(), task).equals("done"))
              .count();
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("step", step);
      row.put("done", done);
      row.put("tasks", tasks.size());
      rows.add(row);
    }
    return rows;
  }

  private static List<String> ordered(Invocation invocation, String run) {
    List<String> there =
        new ArrayList<>(invocation.datastore().steps(invocation.flow().name(), run));
    List<String> order = new ArrayList<>(List.of(TaskPath.PARAMETERS));
    FlowGraph.of(invocation.flow()).nodes().forEach(node -> order.add(node.name()));
    order.retainAll(there);
    there.removeAll(order);
    order.addAll(there);
    return order;
  }

  private static List<Map<String, @Nullable Object>> tasks(Invocation invocation) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    String run = invocation.requireRun();
    Optional<String> only = invocation.string("--step");
    only.ifPresent(step -> ExplainCommand.requireStep(invocation.flow(), step));
    for (String step : ordered(invocation, run)) {
      for (TaskPath task : invocation.datastore().tasks(invocation.flow().name(), run, step)) {
        if (only.isEmpty() || only.get().equals(step)) {
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          row.put("task", step + "/" + task.task());
          row.put("state", taskState(invocation.datastore(), task));
          row.put("attempt", invocation.datastore().latestAttempt(task).orElse(0));
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static String taskState(Datastore datastore, TaskPath task) {
    AttemptStore store = datastore.attempt(task, datastore.latestAttempt(task).orElse(0));
    Optional<Map<String, ArtifactRef>> artifacts = store.artifacts();
    if (artifacts.isEmpty() || !artifacts.get().containsKey("_task_ok")) {
      return "unfinished";
    }
    try {
      return store.loadPlain("_task_ok", artifacts.get().get("_task_ok")) == Boolean.TRUE
          ? "done"
          : "failed";
    } catch (ArtifactException e) {
      return "damaged";
    }
  }
}
