package io.millrace.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    return reach(name, "");
  }

  /** Every step that can run before the step {@code name} has run for the first time. */
  public Set<String> before(String name) {
    return reach(START, name);
  }

  private Set<String> reach(String from, String wall) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String step = open.pop();
      if (!step.equals(wall) && reached.add(step)) {
        node(step).step().transition().targets().forEach(open::push);
      }
    }
    return reached;
  }

  /**
   * Metaflow's {@code graph_structure}: step names in order, and after each split one list holding
   * a list for each of its branches.
   *
   * <p>What follows a switch is repeated in each of its cases. Where that would make thousands of
   * entries, it is listed once, after the cases.
   */
  public List<Object> structure() {
    return GraphStructure.of(this);
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
}
