package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Transition;
import io.millrace.runtime.scheduler.PlannedTask.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows which tasks follow a task that has finished, and when a join has all of its inputs. */
final class RunGraph {
  private final FlowGraph graph;
  private final Map<String, Set<String>> reach = new HashMap<>();

  RunGraph(FlowGraph graph) {
    this.graph = graph;
    graph.nodes().forEach(node -> reach.put(node.name(), graph.from(node.name())));
  }

  /** The first task. */
  PlannedTask start(String parameters) {
    return new PlannedTask(
        FlowGraph.START, List.of(parameters), null, -1, false, inLoop(FlowGraph.START) ? 0 : -1);
  }

  /**
   * The tasks that can run now that {@code done} has finished.
   *
   * @param next the steps it leads to
   * @param splits how many elements it splits into; -1 if it does not
   */
  List<PlannedTask> after(PlannedTask done, List<String> next, int splits) {
    Transition transition = graph.node(done.step).step().transition();
    List<PlannedTask> ready = new ArrayList<>();
    if (transition instanceof Transition.Branch) {
      Split split = new Split(false, done.split, done.index, done.iteration, next.size());
      for (int i = 0; i < next.size(); i++) {
        enter(ready, done, next.get(i), split, i);
      }
    } else if (splits >= 0) {
      Split split = new Split(true, done.split, done.index, done.iteration, splits);
      for (int i = 0; i < splits; i++) {
        enter(ready, done, next.get(0), split, i);
      }
    } else {
      next.forEach(step -> enter(ready, done, step, done.split, done.index));
    }
    return ready;
  }

  private void enter(
      List<PlannedTask> ready, PlannedTask from, String step, @Nullable Split split, int index) {
    if (split == null || graph.node(step).split().isEmpty()) {
      ready.add(
          new PlannedTask(
              step,
              List.of(from.path()),
              split,
              index,
              split != from.split,
              iteration(from, step)));
      return;
    }
    split.arrived[index] = from.path();
    if (--split.missing == 0) {
      int iteration = inLoop(step) ? Math.max(0, split.iteration) : -1;
      ready.add(
          new PlannedTask(
              step,
              Arrays.asList(split.arrived),
              split.parent,
              split.parentIndex,
              false,
              iteration));
    }
  }

  /** A switch that leads back begins the loop's next round. */
  private int iteration(PlannedTask from, String step) {
    if (!inLoop(step)) {
      return -1;
    }
    boolean inSame = from.iteration >= 0 && reaches(step, from.step);
    boolean back =
        inSame
            && graph.node(from.step).type() == FlowGraph.NodeType.SPLIT_SWITCH
            && position(step) <= position(from.step);
    return inSame ? from.iteration + (back ? 1 : 0) : 0;
  }

  private int position(String step) {
    int position = 0;
    for (FlowGraph.Node node : graph.nodes()) {
      if (node.name().equals(step)) {
        return position;
      }
      position++;
    }
    return position;
  }

  private boolean reaches(String from, String to) {
    return reach.getOrDefault(from, Set.of()).contains(to);
  }

  private boolean inLoop(String step) {
    return graph.node(step).step().transition().targets().stream()
        .anyMatch(next -> reaches(next, step));
  }
}
