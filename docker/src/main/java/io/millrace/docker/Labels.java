package io.millrace.docker;

import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels of our containers: what they are for, and which process they belong to. */
final class Labels {
  /** Names the process that looks after a container. */
  static final String OWNER = "io.millrace.owner";

  private Labels() {}

  static Map<String, String> of(RunSpec run, TaskSpec task, String flow) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(OWNER, Owner.current().toString());
    labels.put("io.millrace.flow", flow);
    labels.put("io.millrace.run", run.run());
    labels.put("io.millrace.step", task.step());
    labels.put("io.millrace.task", task.task());
    labels.put("io.millrace.attempt", Integer.toString(task.attempt()));
    return labels;
  }
}
