package io.millrace.runtime.compute;

import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.TaskSpec;

/** A place where tasks run. What happens to them is told to {@link TaskEvents}. */
public interface Compute extends AutoCloseable {

  /**
   * Prepares for tasks that will soon come.
   *
   * @param tasks how many may run at once
   */
  default void warmUp(int tasks) {}

  /**
   * Starts an attempt.
   *
   * @param plan how its step runs
   * @param waiting how many tasks could run here now, this one included
   * @return false if it has to wait; {@link TaskEvents#roomMade()} says when to try again
   */
  boolean start(TaskSpec task, StepPlan plan, int waiting);

  /**
   * Whether its tasks, once started, need this process no more: they end by themselves at their
   * {@code @Timeout}, and store what they print.
   */
  default boolean independent() {
    return false;
  }

  /** Ends an attempt by force, with all that it started; its end is told like any other. */
  void kill(TaskSpec task);

  /** Ends what still runs, and gives back what was taken. */
  @Override
  void close();
}
