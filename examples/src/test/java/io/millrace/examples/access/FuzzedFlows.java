package io.millrace.examples.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flows of successive seeds, their sources, and what they must come to. */
public final class FuzzedFlows {
  private static final int MOST_TASKS = 1000;

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
   * What is not as it must be; nothing if all is.
   *
   * @param code the exit code of the run
   * @param tasks what its tasks printed and left, by their ids
   */
  public List<String> differences(
      String flow, int code, Map<String, List<String>> printed, Map<String, Map<String, String>> left) {
    Interpreter.Outcome outcome = outcomes.get(flow);
    List<String> found = new ArrayList<>();
    if (code != (outcome.failed() ? 1 : 0)) {
      found.add("the exit code is " + code);
    }
    List<String> expected =
        new ArrayList<>(outcome.tasks().stream().map(TaskRecord::toString).toList());
    left.forEach(
        (task, artifacts) -> {
          String step = task.substring(0, task.indexOf('/'));
          TaskRecord record =
              new TaskRecord(step, printed.getOrDefault(task, List.of()), shown(artifacts));
          if (!expected.remove(record.toString())) {
            found.add("found " + task.substring(task.indexOf('/') + 1) + " " + record);
          }
        });
    expected.forEach(each -> found.add("expected " + each));
    return found.isEmpty() ? found : prefixed(flow, found);
  }

  /** The same of what another reader finds, which does not know what was printed. */
  public List<String> differences(String flow, Map<String, Map<String, String>> left) {
    List<String> found = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    outcomes.get(flow).tasks().stream()
        .map(task -> new TaskRecord(task.step(), List.of(), task.artifacts()).toString())
        .forEach(expected::add);
    left.forEach(
        (task, artifacts) -> {
          String step = task.substring(0, task.indexOf('/'));
          TaskRecord record = new TaskRecord(step, List.of(), shown(artifacts));
          if (!expected.remove(record.toString())) {
            found.add("found " + record);
          }
        });
    expected.forEach(each -> found.add("expected " + each));
    return found.isEmpty() ? found : prefixed(flow, found);
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
            shown.put(
                name, value.contains("as told") ? "failure" : Sample.abbreviated(value));
          }
        });
    return shown;
  }
}
