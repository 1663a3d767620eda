package io.millrace.runtime.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Transition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a flow's graph as JSON, in the words of Metaflow's {@code _graph_info}. */
final class GraphJson {
  private GraphJson() {}

  static String json(FlowManifest flow, FlowGraph graph) {
    Map<String, Object> steps = new LinkedHashMap<>();
    graph.nodes().forEach(node -> steps.put(node.name(), step(node)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", flow.name());
    json.put("file", flow.position().file());
    json.put("doc", flow.description());
    json.put("start_step", FlowGraph.START);
    json.put("end_step", FlowGraph.END);
    json.put("steps", steps);
    json.put("graph_structure", graph.structure());
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> step(FlowGraph.Node node) {
    Transition transition = node.step().transition();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", node.name());
    json.put("type", node.type().word());
    json.put("line", node.step().position().line());
    json.put("source_file", node.step().position().file());
    json.put("doc", node.step().documentation());
    json.put("next", transition.targets());
    if (transition instanceof Transition.Foreach foreach) {
      json.put("foreach_artifact", foreach.field());
    } else if (transition instanceof Transition.Parallel parallel) {
      json.put("num_parallel", parallel.size());
    } else if (transition instanceof Transition.Switch choice) {
      json.put("condition", choice.condition());
      json.put("switch_cases", choice.cases());
    }
    node.matchingJoin().ifPresent(join -> json.put("matching_join", join));
    return json;
  }
}
