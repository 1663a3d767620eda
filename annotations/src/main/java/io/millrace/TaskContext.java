package io.millrace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What a running task knows about itself; Metaflow's {@code current}. */
public interface TaskContext {

  /** The flow's name. */
  String flowName();

  /** The run's id, such as {@code 1795457388493804}. */
  String runId();

  /** The id of the run that this one resumes, or null. */
  String originRunId();

  /** The step's name. */
  String stepName();

  /** The task's id, unique within the run. */
  String taskId();

  /** {@code Flow/run/step/task}, as Metaflow's client takes it. */
  default String pathspec() {
    return flowName() + "/" + runId() + "/" + stepName() + "/" + taskId();
  }

  /** Which attempt this is, from 0. */
  int attempt();

  /** Who runs the flow. */
  String user();

  /** The tags that the user gave the run. */
  Set<String> tags();

  /** The parameters by the name of their field, in the order of their declaration. */
  Map<String, Object> parameters();

  /** The index within the innermost foreach, from 0; empty outside of one. */
  OptionalInt index();

  /** The foreach splits around this task, the outermost first; empty outside of one. */
  List<ForeachFrame> foreachStack();

  /** A folder for this task alone, empty at its start and removed after its end. */
  Path tempDir();

  /** A logger whose lines go to the task's log. */
  System.Logger logger();

  /**
   * One foreach split around a task.
   *
   * @param step the step that the split leads to
   * @param field the field that is split over
   * @param size the number of elements
   * @param index this task's element, from 0
   * @param value the element as text, cut to 30 characters
   */
  record ForeachFrame(String step, String field, int size, int index, String value) {}
}
