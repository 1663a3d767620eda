package io.millrace.runtime.task;

import io.millrace.manifest.Transition;
import io.millrace.runtime.artifact.ForeachFrame;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.Metadata;
import io.millrace.runtime.metadata.Metadatum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what datastore and metadata are told of an attempt, in Metaflow's order. */
final class AttemptRecord {
  private final RunSpec run;
  private final TaskSpec spec;
  private final FlowCode code;
  private final Datastore datastore;
  private final Metadata metadata;
  private final TaskPath path;
  private final AttemptStore store;

  AttemptRecord(RunSpec run, TaskSpec spec, FlowCode code, Datastore datastore, Metadata metadata) {
    this.run = run;
    this.spec = spec;
    this.code = code;
    this.datastore = datastore;
    this.metadata = metadata;
    this.path = new TaskPath(code.manifest().name(), run.run(), spec.step(), spec.task());
    this.store = datastore.attempt(path, spec.attempt());
  }

  AttemptStore store() {
    return store;
  }

  void begin() {
    metadata.register(path, run.tags());
    store.begun();
    List<Metadatum> known =
        new ArrayList<>(
            run.tags().systemMetadata(spec.attempt(), code.manifest().position().file()));
    known.add(Metadatum.of("attempt", Integer.toString(spec.attempt()), spec.attempt()));
    known.add(
        Metadatum.of(
            "origin-run-id", run.origin().isEmpty() ? "None" : run.origin(), spec.attempt()));
    known.add(Metadatum.of("ds-type", datastore.type(), spec.attempt()));
    known.add(Metadatum.of("ds-root", datastore.root(), spec.attempt()));
    if (isParallel()) {
      String size = Integer.toString(spec.splitSize());
      known.add(Metadatum.of("parallel-world-size", size, spec.attempt()));
      if (spec.splitIndex() == 0) {
        known.add(Metadatum.of("internal_task_type", "control_task", spec.attempt()));
      }
    }
    metadata.add(path, run.tags().user(), known);
  }

  /** Whether {@code numParallel} has led to the task. */
  private boolean isParallel() {
    if (spec.splitIndex() < 0) {
      return false;
    }
    String input = spec.inputs().get(0);
    String split = input.substring(0, input.indexOf('/'));
    return code.graph().node(split).step().transition() instanceof Transition.Parallel;
  }

  void registerForeach(List<ForeachFrame> stack) {
    if (stack.isEmpty()) {
      return;
    }
    List<String> values = new ArrayList<>();
    List<String> way = new ArrayList<>();
    for (ForeachFrame each : stack) {
      values.add(each.variable() + "=" + each.value());
      way.add(each.step() + ":" + each.index());
    }
    metadata.add(
        path,
        run.tags().user(),
        List.of(
            Metadatum.of("foreach-stack", values, spec.attempt()),
            Metadatum.of("foreach-execution-path", String.join(",", way), spec.attempt())));
  }

  ArtifactRef none() {
    return store.save("None", null, Object.class);
  }

  /** Completes the attempt with its artifacts and Metaflow's own. */
  void finish(
      Map<String, ArtifactRef> artifacts,
      List<ForeachFrame> stack,
      Map<String, @Nullable Object> states) {
    Map<String, ArtifactRef> all = new LinkedHashMap<>(artifacts);
    for (Map.Entry<String, @Nullable Object> each : states.entrySet()) {
      all.put(each.getKey(), store.save(each.getKey(), each.getValue(), Object.class));
    }
    all.put("_current_step", store.save("_current_step", spec.step(), String.class));
    all.put("_foreach_stack", store.save("_foreach_stack", stack, Object.class));
    all.put("_iteration_stack", store.save("_iteration_stack", spec.rounds(), Object.class));
    boolean ok = states.get("_task_ok") == Boolean.TRUE;
    metadata.add(path, run.tags().user(), List.of(Metadatum.attemptOk(ok, spec.attempt())));
    store.finish(all);
    metadata.add(
        path,
        run.tags().user(),
        List.of(Metadatum.of("attempt-done", Integer.toString(spec.attempt()), spec.attempt())));
    metadata.artifacts(path, spec.attempt(), run.tags(), all, datastore.type(), datastore.root());
  }
}
