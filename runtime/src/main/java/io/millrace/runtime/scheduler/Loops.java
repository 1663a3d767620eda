package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Transition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows the steps that can run several times within one part of the split around them. */
final class Loops {
  private final FlowGraph graph;
  private final Set<String> repeating = new HashSet<>();

  Loops(FlowGraph graph) {
    this.graph = graph;
    for (FlowGraph.Node node : graph.nodes()) {
      if (returns(node)) {
        repeating.add(node.name());
      }
    }
  }

  /** Whether a loop leads to the step again before the split around it is joined. */
  boolean repeats(String step) {
    return repeating.contains(step);
  }

  /** Whether the step is a switch that leads to itself, the only loop that Metaflow has. */
  boolean isSelfLoop(String step) {
    Transition transition = graph.node(step).step().transition();
    return transition instanceof Transition.Switch && transition.targets().contains(step);
  }

  private boolean returns(FlowGraph.Node node) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(beside(node));
    while (!open.isEmpty()) {
      String step = open.pop();
      if (reached.add(step)) {
        open.addAll(beside(graph.node(step)));
      }
    }
    return reached.contains(node.name());
  }

  /** What comes next within the same part: after a split its join, after a part's end nothing. */
  private List<String> beside(FlowGraph.Node node) {
    return node.matchingJoin()
        .map(List::of)
        .orElseGet(
            () ->
                node.step().transition().targets().stream()
                    .filter(next -> graph.node(next).split().isEmpty())
                    .toList());
  }
}
