package io.millrace.runtime.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of a task.
 *
 * @param step the step's name
 * @param task the task's id
 * @param attempt from 0
 * @param lastTry whether a failure is one for good, so that {@code @Catch} holds
 * @param lost how the task failed for good in a way that its process did not survive; the step is
 *     not to be called then, and this attempt stores what {@code @Catch} leaves
 * @param timeout how long the step's code may take
 * @param inputs {@code step/task} of each incoming task
 * @param splitIndex which element of the split before this task; -1 where that is none
 * @param splitSize the number of elements of that split
 * @param rounds which visit of each step that repeats around this one, and of this one itself;
 *     Metaflow's {@code _iteration_stack}
 */
public record TaskSpec(
    String step,
    String task,
    int attempt,
    boolean lastTry,
    Optional<Lost> lost,
    Optional<Duration> timeout,
    List<String> inputs,
    int splitIndex,
    int splitSize,
    List<Integer> rounds) {
  public TaskSpec {
    inputs = List.copyOf(inputs);
    rounds = List.copyOf(rounds);
  }

  /**
   * A failure that the task's process did not survive.
   *
   * @param timedOut whether it was killed for its time
   * @param why in words
   */
  public record Lost(boolean timedOut, String why) {
    /** What the exception is called that nobody threw. */
    String type() {
      return timedOut ? "java.util.concurrent.TimeoutException" : "io.millrace.TaskLost";
    }
  }
}
