package io.millrace.runtime.compute;

import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.MetadataArchive;
import io.millrace.runtime.metadata.Metadatum;
import io.millrace.runtime.task.StoredResult;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches what an attempt that used the datastore by itself has left there. */
public final class RemoteAttempt {
  private RemoteAttempt() {}

  /**
   * The result of an attempt; empty if it left none. What it has told of itself is then known here,
   * and that there is such a task in any case.
   */
  public static Optional<TaskResult> collect(ComputeRequest request, TaskSpec task) {
    String flow = request.plan().flow().name();
    String run = request.run().run();
    TaskPath path = new TaskPath(flow, run, task.step(), task.task());
    AttemptStore attempt = request.datastore().attempt(path, task.attempt());
    LocalMetadata metadata = new LocalMetadata(request.local());
    Optional<byte[]> kept = attempt.keptMetadata();
    kept.ifPresent(archive -> MetadataArchive.unpack(archive, request.local(), flow + "/" + run));
    metadata.register(path, request.run().tags());
    if (kept.isEmpty()) {
      attempt.artifacts().ifPresent(artifacts -> restore(request, metadata, path, task, artifacts));
    }
    return StoredResult.of(attempt);
  }

  /** It stored its result, and did not come to store what is known of it. */
  private static void restore(
      ComputeRequest request,
      LocalMetadata metadata,
      TaskPath path,
      TaskSpec task,
      Map<String, ArtifactRef> artifacts) {
    String attempt = Integer.toString(task.attempt());
    metadata.add(
        path,
        request.run().tags().user(),
        List.of(
            Metadatum.of("attempt", attempt, task.attempt()),
            Metadatum.of("attempt-done", attempt, task.attempt())));
    metadata.artifacts(
        path,
        task.attempt(),
        request.run().tags(),
        artifacts,
        request.datastore().type(),
        request.datastore().root());
  }
}
