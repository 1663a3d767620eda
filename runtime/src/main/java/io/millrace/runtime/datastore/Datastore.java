package io.millrace.runtime.datastore;

import io.millrace.runtime.artifact.IncludedFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Keeps what tasks leave. */
public interface Datastore {
  /** Metaflow's word for its kind, such as {@code local}. */
  String type();

  /** Its root, as Metaflow's {@code ds-root} names it. */
  String root();

  /** One attempt of a task, whether it exists yet or not. */
  AttemptStore attempt(TaskPath task, int attempt);

  /** The latest attempt that was launched; empty if there was none. */
  OptionalInt latestAttempt(TaskPath task);

  /**
   * What each of some tasks left, in their order.
   *
   * @throws IllegalStateException if one of them was not run to its end
   */
  List<Map<String, ArtifactRef>> artifacts(List<TaskPath> tasks);

  /** The steps of a run that have tasks. */
  List<String> steps(String flow, String run);

  /** The tasks of a step, by number where they have one. */
  List<TaskPath> tasks(String flow, String run, String step);

  /** Marks that the run's tasks have been copied from the run that it resumes. */
  void resumed(TaskPath parameters);

  /** Stores a file that was included in a run. */
  IncludedFile include(String flow, byte[] content, boolean text, String encoding);

  /** The content of an included file. */
  byte[] included(IncludedFile file);
}
