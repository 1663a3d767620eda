package io.millrace.runtime.task;

import java.util.List;

/**
 * How an attempt ended.
 *
 * @param ok whether the flow goes on from it
 * @param next the steps that run next
 * @param splits the number of elements where they are those of a foreach, else -1
 * @param failure what went wrong, in a line; "" if nothing did
 * @param retire why this process must not run another task; "" if it may
 */
public record TaskResult(boolean ok, List<String> next, int splits, String failure, String retire) {
  public TaskResult {
    next = List.copyOf(next);
  }

  /** The same, of a process that must not run another task. */
  public TaskResult retiring(String why) {
    return new TaskResult(ok, next, splits, failure, why);
  }

  /** A failure. */
  public static TaskResult failed(String failure) {
    return new TaskResult(false, List.of(), -1, failure, "");
  }
}
