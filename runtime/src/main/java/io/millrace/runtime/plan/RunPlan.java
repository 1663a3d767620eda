package io.millrace.runtime.plan;

import io.millrace.manifest.FlowManifest;
import java.util.List;

/**
 * How each step of a run will run.
 *
 * @param flow the flow
 * @param steps in the order of the manifest
 */
public record RunPlan(FlowManifest flow, List<StepPlan> steps) {
  public RunPlan {
    steps = List.copyOf(steps);
  }

  /** A sentence for each thing that was said, and taken for what was probably meant. */
  public List<String> doubts() {
    return HubWebSite.doubts(steps);
  }

  /**
   * The plan of a step.
   *
   * @throws IllegalArgumentException if there is no such step
   */
  public StepPlan step(String name) {
    return steps.stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The flow has no step '" + name + "'."));
  }
}
