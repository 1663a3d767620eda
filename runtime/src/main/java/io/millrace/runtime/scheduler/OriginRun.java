package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.runtime.artifact.ArtifactException;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The run that is resumed: its finished tasks, and how each is taken over. */
final class OriginRun {
  private final RunRequest request;
  private final Datastore datastore;
  private final String flow;
  private final String run;
  private final Map<Visit, Finished> finished = new HashMap<>();
  private final Map<Visit, TaskPath> twins = new HashMap<>();

  /**
   * A task that had finished.
   *
   * @param path where it is
   * @param attempt the one that finished
   * @param next the steps that it led to
   * @param splits how many elements it split into; -1 if it did not
   */
  record Finished(TaskPath path, int attempt, List<String> next, int splits) {}

  /**
   * Reads a run.
   *
   * @throws UsageException if it cannot be read
   */
  OriginRun(RunRequest request, FlowGraph graph) {
    RunRequest.Resume resume = request.resume().orElseThrow();
    this.request = request;
    this.datastore = request.datastore();
    this.flow = request.plan().flow().name();
    this.run = resume.run();
    Set<String> steps =
        resume.step().map(graph::before).orElseGet(() -> graph.from(FlowGraph.START));
    datastore.steps(flow, run).stream()
        .filter(steps::contains)
        .forEach(step -> datastore.tasks(flow, run, step).forEach(this::read));
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

  /**
   * Takes the task that had finished as {@code visit}; it is not there a second time.
   *
   * @throws UsageException if there are several, so that nobody can tell which of them it was
   */
  Optional<Finished> take(Visit visit) {
    Finished one = finished.remove(visit);
    TaskPath other = twins.get(visit);
    if (one != null && other != null) {
      throw new UsageException(
          "The run %1$s/%2$s cannot be resumed from where it stopped: its tasks %3$s/%4$s and %3$s/%5$s are stored as the same visit, %6$s. Use 'resume %3$s' to run '%3$s' again, and all that follows it."
              .formatted(flow, run, visit.step(), one.path.task(), other.task(), visit));
    }
    return Optional.ofNullable(one);
  }

  private void read(TaskPath path) {
    OptionalInt attempt = datastore.latestAttempt(path);
    if (attempt.isEmpty()) {
      return;
    }
    AttemptStore store = datastore.attempt(path, attempt.getAsInt());
    fetchMetadata(path, store);
    try {
      store
          .artifacts()
          .ifPresent(
              artifacts -> read(path, attempt.getAsInt(), new StoredArtifacts(store, artifacts)));
    } catch (ArtifactException e) {
      throw new UsageException(
          "The run %s/%s cannot be resumed: in its task %s/%s, %s"
              .formatted(flow, run, path.step(), path.task(), e.getMessage()));
    }
  }

  private void read(TaskPath path, int attempt, StoredArtifacts artifacts) {
    TaskResult result = StoredResult.of(artifacts.store, artifacts.refs);
    if (result.ok()) {
      Visit visit = artifacts.visit(path.step());
      Finished other =
          finished.putIfAbsent(visit, new Finished(path, attempt, result.next(), result.splits()));
      if (other != null) {
        twins.put(visit, path);
      }
    }
  }

  /** What an attempt left. */
  private record StoredArtifacts(AttemptStore store, Map<String, ArtifactRef> refs) {
    /** As {@link PlannedTask#visit()}, which was stored when the task ran. */
    Visit visit(String step) {
      List<Integer> indices = new ArrayList<>();
      for (Object frame : list("_foreach_stack")) {
        indices.add(frame instanceof ForeachFrame each ? each.index() : -1);
      }
      List<Integer> rounds = new ArrayList<>();
      for (Object round : list("_iteration_stack")) {
        rounds.add(round instanceof Number number ? number.intValue() : -1);
      }
      return new Visit(step, indices, rounds);
    }

    private List<?> list(String name) {
      ArtifactRef ref = refs.get(name);
      return ref != null && store.loadPlain(name, ref) instanceof List<?> list ? list : List.of();
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

  /** Makes {@code origin} a task of the new run, without running it. */
  void copy(Finished origin, TaskPath path) {
    Map<String, ArtifactRef> artifacts =
        datastore
            .attempt(origin.path, origin.attempt)
            .artifacts()
            .orElseThrow(() -> new UsageException(origin.path + " has been deleted meanwhile."));
    request.metadata().register(path, request.tags());
    AttemptStore store = datastore.attempt(path, 0);
    store.launched();
    store.finish(artifacts);
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
        .artifacts(path, 0, request.tags(), artifacts, datastore.type(), datastore.root());
  }
}
