package io.millrace.manifest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds a graph into nested lists.
 *
 * <p>As Metaflow does, it repeats what follows a switch in each of its cases; unlike Metaflow, it
 * follows a loop once. Where the repetition grows large, as with many switches in a row, the cases
 * end where they meet again, which post-dominance tells.
 */
final class GraphStructure {
  private static final int MANY = 1_000;

  private final FlowGraph graph;
  private final List<String> names;
  private final List<BitSet> postDominators;
  private final boolean repeating;
  private int size;

  private GraphStructure(FlowGraph graph, boolean repeating) {
    this.graph = graph;
    this.repeating = repeating;
    this.names = graph.nodes().stream().map(FlowGraph.Node::name).toList();
    this.postDominators = repeating ? List.of() : postDominators();
  }

  static List<Object> of(FlowGraph graph) {
    GraphStructure repeating = new GraphStructure(graph, true);
    List<Object> all = repeating.block(FlowGraph.START, FlowGraph.END, new HashSet<>());
    if (repeating.size > MANY) {
      all = new GraphStructure(graph, false).block(FlowGraph.START, FlowGraph.END, new HashSet<>());
    }
    all.add(FlowGraph.END);
    return all;
  }

  private List<Object> block(String first, @Nullable String stop, Set<String> path) {
    List<Object> block = new ArrayList<>();
    String step = first;
    while (step != null && !step.equals(stop) && path.add(step) && size++ <= MANY) {
      FlowGraph.Node node = graph.node(step);
      List<String> targets = node.step().transition().targets();
      block.add(step);
      if (node.type() == FlowGraph.NodeType.SPLIT_STATIC
          || node.type() == FlowGraph.NodeType.SPLIT_FOREACH) {
        step = node.matchingJoin().orElse(null);
        block.add(blocks(targets, step, path));
      } else if (node.type() == FlowGraph.NodeType.SPLIT_SWITCH) {
        String self = step;
        step = repeating ? stop : meeting(step);
        block.add(blocks(targets.stream().filter(name -> !name.equals(self)).toList(), step, path));
      } else {
        step = targets.isEmpty() ? null : targets.get(0);
      }
    }
    return block;
  }

  private List<Object> blocks(List<String> firsts, @Nullable String stop, Set<String> path) {
    List<Object> blocks = new ArrayList<>();
    firsts.forEach(first -> blocks.add(block(first, stop, new HashSet<>(path))));
    return blocks;
  }

  /** The nearest step that every way from {@code step} to the end passes. */
  private @Nullable String meeting(String step) {
    int index = names.indexOf(step);
    return postDominators.get(index).stream()
        .filter(other -> other != index)
        .boxed()
        .max(
            (a, b) ->
                Integer.compare(
                    postDominators.get(a).cardinality(), postDominators.get(b).cardinality()))
        .map(names::get)
        .orElse(null);
  }

  private List<BitSet> postDominators() {
    List<BitSet> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      BitSet set = new BitSet();
      set.set(0, names.size());
      all.add(set);
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = names.size() - 1; i >= 0; i--) {
        BitSet set = new BitSet();
        List<String> targets = graph.node(names.get(i)).step().transition().targets();
        if (!targets.isEmpty()) {
          set.set(0, names.size());
        }
        targets.forEach(target -> set.and(all.get(names.indexOf(target))));
        set.set(i);
        changed |= !set.equals(all.get(i));
        all.set(i, set);
      }
    }
    return all;
  }
}
