package io.millrace.runtime.compute;

import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.MetadataArchive;
import io.millrace.runtime.task.StoredResult;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
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
    attempt
        .keptMetadata()
        .ifPresent(kept -> MetadataArchive.unpack(kept, request.local(), flow + "/" + run));
    new LocalMetadata(request.local()).register(path, request.run().tags());
    return StoredResult.of(attempt);
  }
}
