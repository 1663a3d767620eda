package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.runtime.artifact.ForeachFrame;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.MetadataArchive;
import io.millrace.runtime.metadata.Metadatum;
import io.millrace.runtime.task.StoredResult;
import io.millrace.runtime.task.TaskResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The run that is resumed: its finished tasks, and how each is taken over. */
final class OriginRun {
  private final RunRequest request;
  private final Datastore datastore;
  private final String flow;
  private final String run;
  private final Map<String, Finished> finished = new HashMap<>();

  /**
   * A task that had finished.
   *
   * @param path where it is
   * @param artifacts what it left
   * @param next the steps that it led to
   * @param splits how many elements it split into; -1 if it did not
   */
  record Finished(
      TaskPath path, Map<String, ArtifactRef> artifacts, List<String> next, int splits) {}

  OriginRun(RunRequest request, FlowGraph graph) {
    RunRequest.Resume resume = request.resume().orElseThrow();
    this.request = request;
    this.datastore = request.datastore();
    this.flow = request.plan().flow().name();
    this.run = resume.run();
    Set<String> again = resume.step().map(graph::from).orElse(Set.of());
    for (String step : datastore.steps(flow, run)) {
      boolean known = graph.nodes().stream().anyMatch(node -> node.name().equals(step));
      if (known && !again.contains(step)) {
        datastore.tasks(flow, run, step).forEach(this::read);
      }
    }
  }

  /** What the run's parameters were. */
  Map<String, ArtifactRef> parameters() {
    for (TaskPath path : datastore.tasks(flow, run, TaskPath.PARAMETERS)) {
      Optional<Map<String, ArtifactRef>> artifacts = datastore.attempt(path, 0).artifacts();
      if (artifacts.isPresent()) {
        return artifacts.get();
      }
    }
    throw new UsageException(
        "The run %s/%s has no parameters: it was stopped before it began. Use 'run'."
            .formatted(flow, run));
  }

  /** The task that had finished in the place of {@code task}. */
  Optional<Finished> find(PlannedTask task) {
    return Optional.ofNullable(finished.get(task.key()));
  }

  private void read(TaskPath path) {
    OptionalInt attempt = datastore.latestAttempt(path);
    if (attempt.isEmpty()) {
      return;
    }
    AttemptStore store = datastore.attempt(path, attempt.getAsInt());
    fetchMetadata(path, store);
    Optional<Map<String, ArtifactRef>> artifacts = store.artifacts();
    if (artifacts.isPresent()) {
      StoredResult.of(store)
          .filter(TaskResult::ok)
          .ifPresent(
              result ->
                  finished.put(
                      key(path, store, artifacts.get()),
                      new Finished(path, artifacts.get(), result.next(), result.splits())));
    }
  }

  /** A task elsewhere may have ended when nobody was there any more to hear of it. */
  private void fetchMetadata(TaskPath path, AttemptStore store) {
    if (request.metadata().registered(path) == 0) {
      store
          .keptMetadata()
          .ifPresent(kept -> MetadataArchive.unpack(kept, request.local(), flow + "/" + run));
    }
  }

  /** As {@link PlannedTask#key()}. */
  private static String key(TaskPath path, AttemptStore store, Map<String, ArtifactRef> artifacts) {
    StringBuilder indices = new StringBuilder();
    if (load(store, artifacts, "_foreach_stack") instanceof List<?> frames) {
      frames.forEach(frame -> indices.append(((ForeachFrame) frame).index()).append(','));
    }
    Object rounds = load(store, artifacts, "_iteration_stack");
    String loop = rounds instanceof List<?> list && !list.isEmpty() ? "[" + list.get(0) + "]" : "";
    return path.step() + "[" + indices + "]" + loop;
  }

  private static @Nullable Object load(
      AttemptStore store, Map<String, ArtifactRef> artifacts, String name) {
    ArtifactRef ref = artifacts.get(name);
    return ref == null ? null : store.loadPlain(name, ref);
  }

  /** Makes {@code origin} a task of the new run, without running it. */
  void copy(Finished origin, TaskPath path) {
    request.metadata().register(path, request.tags());
    AttemptStore store = datastore.attempt(path, 0);
    store.launched();
    store.finish(origin.artifacts);
    request
        .metadata()
        .add(
            path,
            request.tags().user(),
            List.of( // the run first: Metaflow's client takes a task for granted to have one
                Metadatum.of("origin-run-id", run, 0),
                Metadatum.of("origin-task-id", origin.path.task(), 0),
                Metadatum.of("attempt", "0", 0),
                Metadatum.attemptOk(true, 0),
                Metadatum.of("attempt-done", "0", 0)));
    request
        .metadata()
        .artifacts(path, 0, request.tags(), origin.artifacts, datastore.type(), datastore.root());
  }
}
