package io.millrace.runtime.datastore;

/**
 * Where a task is.
 *
 * @param flow the flow's name
 * @param run the run's id
 * @param step the step's name
 * @param task the task's id
 */
public record TaskPath(String flow, String run, String step, String task) {
  /** The step that holds a run's parameters. */
  public static final String PARAMETERS = "_parameters";

  /** {@code Flow/run/step/task}. */
  @Override
  public String toString() {
    return flow + "/" + run + "/" + step + "/" + task;
  }
}
