package io.millrace.examples.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Flows of successive seeds, their sources, and what they must come to. */
public final class FuzzedFlows {
  private static final int MOST_TASKS = 1000;
  private static final int MOST_TOLD = 5;

  private final Path sources;
  private final Map<String, Interpreter.Outcome> outcomes = new LinkedHashMap<>();
  private final Map<String, Long> seeds = new LinkedHashMap<>();

  /**
   * Makes the flows and writes their sources.
   *
   * @param sources the folder for the sources
   * @param isolated the jar that the classes of the package {@code isolated} will be in
   */
  public FuzzedFlows(long seed, int count, Path sources, Path isolated) throws IOException {
    this.sources = sources;
    for (long each = seed; each < seed + count; each++) {
      String name = "Fuzz" + Long.toUnsignedString(each) + "Flow";
      FlowModel flow = ModelMaker.make(each, name);
      JavaWriter writer = new JavaWriter(flow, isolated);
      write(source(name), writer.flow());
      write(sources.resolve("isolated/" + name + "Isolated.java"), writer.isolated());
      outcomes.put(name, Interpreter.run(flow, MOST_TASKS));
      seeds.put(name, each);
    }
  }

  private static void write(Path file, String java) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, java);
  }

  /** The names of the flows. */
  public List<String> names() {
    return List.copyOf(outcomes.keySet());
  }

  /** Where a flow's source is. */
  public Path source(String flow) {
    return sources.resolve("flows/" + flow + ".java");
  }

  /**
   * How a run differs from what it must come to; nothing if it does not.
   *
   * @param code its exit code
   * @param printed what each task printed, by step and task
   * @param left what each task left
   */
  public List<String> differences(
      String flow,
      int code,
      Map<String, List<String>> printed,
      Map<String, Map<String, String>> left) {
    Interpreter.Outcome outcome = outcomes.get(flow);
    List<String> found = new ArrayList<>();
    if (code != (outcome.failed() ? 1 : 0)) {
      found.add("the exit code is " + code);
    }
    compare(outcome.tasks(), records(printed, left), found);
    return found.isEmpty() ? found : prefixed(flow, found);
  }

  /** The same of what another reader finds, which does not know what was printed. */
  public List<String> differences(String flow, Map<String, Map<String, String>> left) {
    List<String> found = new ArrayList<>();
    List<TaskRecord> expected =
        outcomes.get(flow).tasks().stream()
            .map(task -> new TaskRecord(task.step(), List.of(), task.artifacts()))
            .toList();
    compare(expected, records(Map.of(), left), found);
    return found.isEmpty() ? found : prefixed(flow, found);
  }

  private static Map<String, TaskRecord> records(
      Map<String, List<String>> printed, Map<String, Map<String, String>> left) {
    Map<String, TaskRecord> records = new LinkedHashMap<>();
    left.forEach(
        (task, artifacts) ->
            records.put(
                task,
                new TaskRecord(
                    task.substring(0, task.indexOf('/')),
                    printed.getOrDefault(task, List.of()),
                    shown(artifacts))));
    return records;
  }

  private static void compare(
      List<TaskRecord> expected, Map<String, TaskRecord> actual, List<String> found) {
    List<TaskRecord> missing = new ArrayList<>(expected);
    Map<String, TaskRecord> wrong = new LinkedHashMap<>(actual);
    wrong.values().removeIf(missing::remove);
    wrong.forEach((task, record) -> found.add("found " + task + ": " + record));
    Set<String> steps = wrong.values().stream().map(TaskRecord::step).collect(Collectors.toSet());
    List<TaskRecord> told =
        missing.stream().filter(task -> steps.contains(task.step())).limit(MOST_TOLD).toList();
    told.forEach(task -> found.add("expected " + task));
    if (missing.size() > told.size()) {
      found.add("expected " + (missing.size() - told.size()) + " more");
    }
  }

  private List<String> prefixed(String flow, List<String> found) {
    List<String> all = new ArrayList<>();
    all.add("-Dmillrace.access.seed=" + seeds.get(flow) + " " + source(flow));
    all.addAll(found);
    return all;
  }

  private static Map<String, String> shown(Map<String, String> artifacts) {
    Map<String, String> shown = new LinkedHashMap<>();
    artifacts.forEach(
        (name, value) -> {
          if (!name.equals("name")) {
            shown.put(name, value.contains("as told") ? "failure" : Sample.abbreviated(value));
          }
        });
    return shown;
  }
}
