package io.millrace.runtime.task;

import java.util.List;

/**
 * One attempt of a task.
 *
 * @param step the step's name
 * @param task the task's id
 * @param attempt from 0
 * @param lastTry whether a failure is one for good, so that {@code @Catch} holds
 * @param fallback whether the step is not to be called: it failed for good in a way that its
 *     process did not survive, and this attempt stores what {@code @Catch} leaves
 * @param failure what went wrong, for a fallback; else ""
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
    boolean fallback,
    String failure,
    List<String> inputs,
    int splitIndex,
    int splitSize,
    List<Integer> rounds) {
  public TaskSpec {
    inputs = List.copyOf(inputs);
    rounds = List.copyOf(rounds);
  }
}
