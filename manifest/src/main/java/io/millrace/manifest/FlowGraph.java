package io.millrace.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a legal flow as a graph: the order they are met in, which join closes which split,
 * and what Metaflow calls each node.
 */
public final class FlowGraph {
  /** The name of the step that every flow begins with. */
  public static final String START = "start";

  /** The name of the step that every flow ends with. */
  public static final String END = "end";

  private final Map<String, Node> nodes;

  private FlowGraph(Map<String, Node> nodes) {
    this.nodes = nodes;
  }

  /** The graph of {@code flow}, which the processor has found to be legal. */
  public static FlowGraph of(FlowManifest flow) {
    return new FlowGraph(new Walk(flow).nodes());
  }

  /** All steps that can be reached, {@code start} first, each branch in depth before the next. */
  public Collection<Node> nodes() {
    return nodes.values();
  }

  /**
   * The node of the step called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("The flow has no step '" + name + "'.");
    }
    return node;
  }

  /** The step {@code name} and every step that can run after it. */
  public Set<String> from(String name) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String step = open.pop();
      if (reached.add(step)) {
        node(step).step().transition().targets().forEach(open::push);
      }
    }
    return reached;
  }

  /**
   * Metaflow's {@code graph_structure}: step names in order, and after each split one list holding
   * a list for each of its branches.
   *
   * <p>Where Metaflow repeats what follows a switch in each of its cases, this lists it once, after
   * the cases.
   */
  public List<Object> structure() {
    return new Structure(this).block(START, null, new HashSet<>());
  }

  /** Goes through the steps in depth from {@code start}, knowing at each which splits are open. */
  private static final class Walk {
    private final Map<String, StepMethod> steps = new LinkedHashMap<>();
    private final Map<String, StepMethod> visited = new LinkedHashMap<>();
    private final Map<String, Set<String>> previous = new HashMap<>();
    private final Map<String, String> joinOfSplit = new HashMap<>();
    private final Map<String, String> splitOfJoin = new HashMap<>();

    Walk(FlowManifest flow) {
      flow.steps().forEach(step -> steps.put(step.name(), step));
    }

    Map<String, Node> nodes() {
      Deque<Visit> open = new ArrayDeque<>(List.of(new Visit(START, List.of())));
      while (!open.isEmpty()) {
        Visit visit = open.pop();
        StepMethod step = steps.get(visit.step);
        if (step != null && visited.putIfAbsent(visit.step, step) == null) {
          follow(step, visit.splits, open);
        }
      }
      Map<String, Node> nodes = new LinkedHashMap<>();
      visited.forEach((name, step) -> nodes.put(name, node(name, step)));
      return nodes;
    }

    private void follow(StepMethod step, List<String> before, Deque<Visit> open) {
      List<String> splits = new ArrayList<>(before);
      if (step.join() && !splits.isEmpty()) {
        String split = splits.remove(splits.size() - 1);
        joinOfSplit.put(split, step.name());
        splitOfJoin.put(step.name(), split);
      }
      if (splits(step.transition())) {
        splits.add(step.name());
      }
      List<String> targets = step.transition().targets();
      for (int i = targets.size() - 1; i >= 0; i--) {
        open.push(new Visit(targets.get(i), splits));
      }
      for (String target : targets) {
        previous.computeIfAbsent(target, unused -> new LinkedHashSet<>()).add(step.name());
      }
    }

    private Node node(String name, StepMethod step) {
      return new Node(
          step,
          NodeType.of(step),
          List.copyOf(previous.getOrDefault(name, Set.of())),
          Optional.ofNullable(joinOfSplit.get(name)),
          Optional.ofNullable(splitOfJoin.get(name)));
    }

    private static boolean splits(Transition transition) {
      return transition instanceof Transition.Branch
          || transition instanceof Transition.Foreach
          || transition instanceof Transition.Parallel;
    }

    /**
     * A step that is to be visited, with the splits that are open before it, the outermost first.
     */
    private record Visit(String step, List<String> splits) {}
  }

  /**
   * A step in the graph.
   *
   * @param step what the author wrote
   * @param type what Metaflow calls it
   * @param previous the steps that lead to it
   * @param matchingJoin the join that closes this split, if it is one
   * @param split the split that this join closes, if it is one
   */
  public record Node(
      StepMethod step,
      NodeType type,
      List<String> previous,
      Optional<String> matchingJoin,
      Optional<String> split) {
    /** The step's name. */
    public String name() {
      return step.name();
    }
  }

  /** Metaflow's node types, as {@code _graph_info} writes them. */
  public enum NodeType {
    START("start"),
    LINEAR("linear"),
    END("end"),
    JOIN("join"),
    SPLIT_STATIC("split-static"),
    SPLIT_FOREACH("split-foreach"),
    SPLIT_PARALLEL("split-parallel"),
    SPLIT_SWITCH("split-switch");

    private final String word;

    NodeType(String word) {
      this.word = word;
    }

    /** As in {@code _graph_info}, such as {@code split-foreach}. */
    public String word() {
      return word;
    }

    private static NodeType of(StepMethod step) {
      Transition transition = step.transition();
      if (transition instanceof Transition.Branch) {
        return SPLIT_STATIC;
      } else if (transition instanceof Transition.Foreach) {
        return SPLIT_FOREACH;
      } else if (transition instanceof Transition.Parallel) {
        return SPLIT_PARALLEL;
      } else if (transition instanceof Transition.Switch) {
        return SPLIT_SWITCH;
      } else if (step.name().equals(FlowGraph.START)) {
        return NodeType.START;
      } else if (step.name().equals(FlowGraph.END)) {
        return NodeType.END;
      }
      return step.join() ? JOIN : LINEAR;
    }
  }

  /**
   * Folds the graph into nested lists, finding by post-dominance where the cases of a switch meet
   * again.
   */
  private static final class Structure {
    private final FlowGraph graph;
    private final List<String> names;
    private final List<BitSet> postDominators;

    Structure(FlowGraph graph) {
      this.graph = graph;
      this.names = List.copyOf(graph.nodes.keySet());
      this.postDominators = postDominators();
    }

    List<Object> block(String first, @Nullable String stop, Set<String> path) {
      List<Object> block = new ArrayList<>();
      String step = first;
      while (step != null && !step.equals(stop) && path.add(step)) {
        Node node = graph.node(step);
        List<String> targets = node.step().transition().targets();
        block.add(step);
        if (node.type == NodeType.SPLIT_STATIC || node.type == NodeType.SPLIT_FOREACH) {
          step = node.matchingJoin.orElse(null);
          block.add(blocks(targets, step, path));
        } else if (node.type == NodeType.SPLIT_SWITCH) {
          String self = step;
          step = meeting(step);
          block.add(
              blocks(targets.stream().filter(name -> !name.equals(self)).toList(), step, path));
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
}
