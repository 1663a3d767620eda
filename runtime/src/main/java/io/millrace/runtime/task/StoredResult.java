package io.millrace.runtime.task;

import io.millrace.runtime.artifact.StoredException;
import io.millrace.runtime.artifact.Tuple;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how an attempt ended from what it left, where its process is out of reach. */
public final class StoredResult {
  private final AttemptStore store;
  private final Map<String, ArtifactRef> artifacts;

  private StoredResult(AttemptStore store, Map<String, ArtifactRef> artifacts) {
    this.store = store;
    this.artifacts = artifacts;
  }

  /** The result of an attempt; empty if it is not complete. */
  public static Optional<TaskResult> of(AttemptStore store) {
    return store.artifacts().map(artifacts -> of(store, artifacts));
  }

  /** The result of a complete attempt that left {@code artifacts}. */
  public static TaskResult of(AttemptStore store, Map<String, ArtifactRef> artifacts) {
    return new StoredResult(store, artifacts).read();
  }

  private TaskResult read() {
    if (load("_task_ok") != Boolean.TRUE) {
      return TaskResult.failed(failure());
    }
    List<String> next = new ArrayList<>();
    if (load("_transition") instanceof Tuple transition
        && transition.items().get(0) instanceof List<?> steps) {
      steps.forEach(step -> next.add(String.valueOf(step)));
    }
    int splits = load("_foreach_num_splits") instanceof Long number ? number.intValue() : -1;
    return new TaskResult(true, next, splits, "", "");
  }

  private String failure() {
    return load("_exception") instanceof StoredException exception
        ? UserFailure.line(exception)
        : "it left no reason";
  }

  private @Nullable Object load(String name) {
    ArtifactRef ref = artifacts.get(name);
    return ref == null ? null : store.loadPlain(name, ref);
  }
}
