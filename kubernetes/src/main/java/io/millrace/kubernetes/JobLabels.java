package io.millrace.kubernetes;

import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** By what jobs and pods are found again: labels to look for, and annotations that are exact. */
final class JobLabels {
  static final String FLOW = "millrace.io/flow";
  static final String RUN = "millrace.io/run";

  private JobLabels() {}

  static Map<String, String> of(String flow, RunSpec run, TaskSpec task) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("app.kubernetes.io/name", "millrace-task");
    labels.put("app.kubernetes.io/part-of", "millrace");
    labels.put("app.kubernetes.io/created-by", Names.label(run.tags().user()));
    labels.put(FLOW, Names.label(flow));
    labels.put(RUN, Names.label(run.run()));
    labels.put("millrace.io/step", Names.label(task.step()));
    labels.put("millrace.io/task", Names.label(task.task()));
    labels.put("millrace.io/attempt", Integer.toString(task.attempt()));
    return labels;
  }

  /** Metaflow's annotations. */
  static Map<String, String> exact(String flow, RunSpec run, TaskSpec task) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("metaflow/user", run.tags().user());
    annotations.put("metaflow/flow_name", flow);
    annotations.put("metaflow/run_id", run.run());
    annotations.put("metaflow/step_name", task.step());
    annotations.put("metaflow/task_id", task.task());
    annotations.put("metaflow/attempt", Integer.toString(task.attempt()));
    return annotations;
  }

  /** What all jobs of a flow have. */
  static Map<String, String> ofFlow(String flow) {
    return Map.of(FLOW, Names.label(flow));
  }

  /** What all jobs of a run have. */
  static Map<String, String> ofRun(String flow, String run) {
    return Map.of(FLOW, Names.label(flow), RUN, Names.label(run));
  }
}
