package io.millrace.runtime.scheduler;

import java.util.List;

/**
 * How a run ended.
 *
 * @param run its id
 * @param state how
 * @param failures what failed for good
 */
public record RunOutcome(String run, State state, List<Failure> failures) {
  /** The three ends of a run. */
  public enum State {
    DONE,
    FAILED,
    INTERRUPTED
  }

  /**
   * A task that failed for good.
   *
   * @param task {@code step/id}
   * @param why in a line
   */
  public record Failure(String task, String why) {}
}
