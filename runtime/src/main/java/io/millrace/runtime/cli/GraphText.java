package io.millrace.runtime.cli;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws a flow's graph for people, and for the tools that lay graphs out. */
final class GraphText {
  private GraphText() {}

  static String text(FlowManifest flow, FlowGraph graph) {
    StringBuilder text = new StringBuilder("Flow " + flow.name() + "\n");
    if (!flow.description().isEmpty()) {
      text.append(flow.description()).append('\n');
    }
    for (FlowGraph.Node node : graph.nodes()) {
      text.append("\nStep ").append(node.name());
      text.append("  (").append(node.step().position()).append(")\n");
      if (!node.step().documentation().isEmpty()) {
        text.append("    ").append(node.step().documentation()).append('\n');
      }
      node.split()
          .ifPresent(split -> text.append("    joins what ").append(split).append(" split\n"));
      next(node.step().transition())
          .forEach(line -> text.append("    => ").append(line).append('\n'));
    }
    return text.toString();
  }

  private static List<String> next(Transition transition) {
    if (transition instanceof Transition.Foreach foreach) {
      return List.of(foreach.next() + "  for each of " + foreach.field());
    } else if (transition instanceof Transition.Parallel parallel) {
      return List.of(parallel.next() + "  " + parallel.size() + " times in parallel");
    } else if (transition instanceof Transition.Switch choice) {
      return choice.cases().entrySet().stream()
          .map(
              entry ->
                  "%s  if %s is %s".formatted(entry.getValue(), choice.condition(), entry.getKey()))
          .toList();
    }
    return transition.targets().isEmpty()
        ? List.of()
        : List.of(String.join(", ", transition.targets()));
  }

  static String dot(FlowManifest flow, FlowGraph graph) {
    StringBuilder dot = new StringBuilder("digraph " + quoted(flow.name()) + " {\n  rankdir=LR;\n");
    for (FlowGraph.Node node : graph.nodes()) {
      dot.append("  %s [shape=%s];\n".formatted(quoted(node.name()), shape(node)));
    }
    for (Edge edge : edges(graph)) {
      String label = edge.label.isEmpty() ? "" : " [label=" + quoted(edge.label) + "]";
      dot.append("  %s -> %s%s;\n".formatted(quoted(edge.from), quoted(edge.to), label));
    }
    return dot.append("}\n").toString();
  }

  private static String shape(FlowGraph.Node node) {
    return switch (node.type()) {
      case START, END -> "ellipse";
      case JOIN -> "invtrapezium";
      case SPLIT_STATIC, SPLIT_FOREACH, SPLIT_PARALLEL -> "trapezium";
      case SPLIT_SWITCH -> "diamond";
      case LINEAR -> "box";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static String mermaid(FlowGraph graph) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    // 'end' is a word of Mermaid's own, so nodes are numbered and carry their names as labels
    List<String> names = graph.nodes().stream().map(FlowGraph.Node::name).toList();
    for (FlowGraph.Node node : graph.nodes()) {
      String label = '"' + node.name() + '"';
      boolean choice = node.type() == FlowGraph.NodeType.SPLIT_SWITCH;
      text.append(
          "  s%d%s\n"
              .formatted(
                  names.indexOf(node.name()), choice ? "{" + label + "}" : "[" + label + "]"));
    }
    for (Edge edge : edges(graph)) {
      String label = edge.label.isEmpty() ? "" : "|\"" + edge.label.replace("\"", "#quot;") + "\"|";
      text.append(
          "  s%d -->%s s%d\n".formatted(names.indexOf(edge.from), label, names.indexOf(edge.to)));
    }
    return text.toString();
  }

  private static List<Edge> edges(FlowGraph graph) {
    List<Edge> edges = new ArrayList<>();
    for (FlowGraph.Node node : graph.nodes()) {
      Transition transition = node.step().transition();
      for (String target : transition.targets()) {
        edges.add(new Edge(node.name(), target, label(transition, target)));
      }
    }
    return edges;
  }

  private static String label(Transition transition, String target) {
    if (transition instanceof Transition.Foreach foreach) {
      return "each " + foreach.field();
    } else if (transition instanceof Transition.Parallel parallel) {
      return "\u00d7 " + parallel.size();
    } else if (transition instanceof Transition.Switch choice) {
      return choice.cases().entrySet().stream()
          .filter(entry -> entry.getValue().equals(target))
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(" | "));
    }
    return "";
  }

  private record Edge(String from, String to, String label) {}
}
