package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Transition;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metaflow's {@code _graph_info}: the flow as its client and its UI draw it. */
final class GraphInfo {
  private GraphInfo() {}

  static Map<String, Object> of(RunPlan plan, FlowGraph graph) {
    FlowManifest flow = plan.flow();
    Map<String, Object> steps = new LinkedHashMap<>();
    graph.nodes().forEach(node -> steps.put(node.name(), step(node, plan.step(node.name()))));
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("file", flow.position().file());
    info.put("start_step", FlowGraph.START);
    info.put("end_step", FlowGraph.END);
    info.put(
        "parameters",
        flow.parameters().stream()
            .map(
                each ->
                    Map.of(
                        "name",
                        each.field(),
                        "type",
                        each.file().isPresent() ? "IncludeFile" : "Parameter"))
            .toList());
    info.put("constants", List.of());
    info.put("steps", steps);
    info.put("graph_structure", graph.structure());
    info.put("doc", flow.description());
    info.put("decorators", List.of());
    info.put("extensions", Map.of("installed", Map.of()));
    return info;
  }

  private static Map<String, Object> step(FlowGraph.Node node, StepPlan plan) {
    Transition transition = node.step().transition();
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("name", node.name());
    step.put("type", node.type().word());
    step.put("line", node.step().position().line());
    step.put("source_file", node.step().position().file());
    step.put("doc", node.step().documentation());
    step.put("decorators", plan.graphDecorators());
    step.put("next", transition.targets());
    step.put("node_info", Map.of());
    if (transition instanceof Transition.Foreach foreach) {
      step.put("foreach_artifact", foreach.field());
    } else if (transition instanceof Transition.Parallel parallel) {
      step.put("num_parallel", parallel.size());
    } else if (transition instanceof Transition.Switch choice) {
      step.put("condition", choice.condition());
      step.put("switch_cases", choice.cases());
    }
    node.matchingJoin().ifPresent(join -> step.put("matching_join", join));
    return step;
  }
}
