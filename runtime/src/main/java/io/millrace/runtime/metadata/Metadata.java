package io.millrace.runtime.metadata;

import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.TaskPath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Keeps what is known about runs and tasks. */
public interface Metadata {
  /** Registers a run of {@code flow}, and the flow if need be; returns the run's id. */
  String newRun(String flow, RunTags tags);

  /** Registers a task, and its step if need be. */
  void register(TaskPath task, RunTags tags);

  /** Adds to what is known about a task. */
  void add(TaskPath task, String user, Collection<Metadatum> metadata);

  /** Registers the artifacts of an attempt. */
  void artifacts(
      TaskPath task,
      int attempt,
      RunTags tags,
      Map<String, ArtifactRef> artifacts,
      String type,
      String root);

  /** The ids of the runs of a flow, the newest first. */
  List<String> runs(String flow);

  /** What is known about a run. */
  Optional<RunRecord> run(String flow, String run);

  /** When a task was registered, in milliseconds since 1970; 0 where that is not known. */
  long registered(TaskPath task);

  /** What is known about a task, the latest value of each field. */
  Map<String, String> of(TaskPath task);

  /**
   * Changes the user's tags of a run. Nobody else changes them between what {@code change} is given
   * and what it returns.
   *
   * @return the tags after that
   */
  Set<String> tag(String flow, String run, Function<RunTags, Set<String>> change);

  /**
   * A run.
   *
   * @param id its id
   * @param tags who and how
   * @param time when it was registered, in milliseconds since 1970
   */
  record RunRecord(String id, RunTags tags, long time) {}
}
