package io.millrace.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowGraph.NodeType;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.scheduler.OriginRun.Finished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A run without any code: what a task does is a function of its history, that is, of all that led
 * to it, so that a history is one task's alone.
 */
final class SimulatedRun {
  private static final int MOST_TASKS = 20_000;

  /** After as many tasks in a row, switches take the shortest way to the end. */
  private static final int LONGEST_WAY = 25;

  private final FlowGraph graph;
  private final RunGraph following;
  private final Map<String, Integer> toEnd = new HashMap<>();
  private final Map<String, History> histories = new HashMap<>();
  private final Map<Visit, Finished> finished = new LinkedHashMap<>();
  private final Map<Visit, History> visits = new LinkedHashMap<>();
  private List<PlannedTask> open = new ArrayList<>();

  /** All that led to a task, and how many tasks those were, one after the other. */
  private record History(long hash, int length) {}

  SimulatedRun(FlowGraph graph) {
    this.graph = graph;
    this.following = new RunGraph(graph);
    toEnd.put(FlowGraph.END, 0);
    for (int distance = 1; toEnd.size() < graph.nodes().size(); distance++) {
      Map<String, Integer> next = new HashMap<>();
      for (FlowGraph.Node node : graph.nodes()) {
        List<String> targets = node.step().transition().targets();
        if (!toEnd.containsKey(node.name()) && targets.stream().anyMatch(toEnd::containsKey)) {
          next.put(node.name(), distance);
        }
      }
      toEnd.putAll(next);
    }
  }

  void start() {
    open.add(following.start(ParametersTask.PATH));
  }

  /** Goes on where {@code origin} stopped; all that it did must be taken over. */
  void resume(SimulatedRun origin) {
    Map<Visit, Finished> left = new HashMap<>(origin.finished);
    TakeOver found = TakeOver.of(visit -> Optional.ofNullable(left.remove(visit)), following, 1000);
    assertTrue(left.isEmpty(), () -> "lost: " + left.keySet());
    for (TakeOver.Taken taken : found.taken()) {
      finish(taken.task());
    }
    open = new ArrayList<>(found.open());
    visits.forEach(
        (visit, history) ->
            assertTrue(
                history.equals(origin.visits.get(visit)), () -> visit + " is another task's"));
  }

  /** Runs some tasks, in any order in which they can; returns whether that was the end. */
  boolean run(int tasks, Random order) {
    for (int left = tasks; left > 0 && !open.isEmpty(); left--) {
      PlannedTask task = open.remove(order.nextInt(open.size()));
      task.id = Integer.toString(histories.size() + 1);
      Finished done = finish(task);
      open.addAll(following.after(task, done.next(), done.splits()));
      assertTrue(histories.size() < MOST_TASKS, "it does not end");
    }
    return open.isEmpty();
  }

  private Finished finish(PlannedTask task) {
    History history = history(task);
    FlowGraph.Node node = graph.node(task.step);
    List<String> next = node.step().transition().targets();
    if (node.type() == NodeType.SPLIT_SWITCH) {
      next = List.of(choose(next, history));
    }
    int splits =
        switch (node.type()) {
          case SPLIT_FOREACH -> 1 + (int) Math.floorMod(history.hash >> 5, 2);
          case SPLIT_PARALLEL -> 3;
          default -> -1;
        };
    Finished done = new Finished(new TaskPath("F", "1", task.step, task.id), 0, next, splits);
    assertNull(histories.put(task.path(), history), () -> task.path() + " ran twice");
    assertNull(visits.put(task.visit(), history), () -> task.visit() + " ran twice");
    finished.put(task.visit(), done);
    return done;
  }

  private History history(PlannedTask task) {
    long hash = task.step.hashCode() * 31L + (task.takesElement() ? task.part.index : -1);
    int length = 0;
    for (String input : task.inputs) {
      History before = histories.getOrDefault(input, new History(0, 0));
      hash = mix(hash * 31 + before.hash);
      length = Math.max(length, before.length + 1);
    }
    return new History(hash, length);
  }

  /** So that one bit changes all others. */
  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x4cd6944c5cc20b6dL;
    return (mixed ^ (mixed >>> 29)) * 0xfc12c5b19d3259e9L;
  }

  private String choose(List<String> next, History history) {
    if (history.length < LONGEST_WAY) {
      return next.get((int) Math.floorMod(history.hash >> 7, (long) next.size()));
    }
    String nearest = next.get(0);
    for (String each : next) {
      if (toEnd.getOrDefault(each, 0) < toEnd.getOrDefault(nearest, 0)) {
        nearest = each;
      }
    }
    return nearest;
  }

  int tasks() {
    return visits.size();
  }

  /** Which tasks there were. */
  Map<Visit, ?> visits() {
    return visits;
  }
}
