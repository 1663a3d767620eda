package io.millrace.runtime.scheduler;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What identifies a task in every run of its flow: which visit of its step it is.
 *
 * <p>Between the beginning of a split's part and its end, tasks follow one another, so that a step
 * and a number name one of them. The part in turn is named by the visit of the step that splits,
 * and by its index. Numbers that can only be 0, as no loop leads there again, are left out.
 *
 * @param step the step's name
 * @param indices the index in each foreach around the task, the outermost first
 * @param rounds which visit, from 0, of each step that splits around the task, the outermost first,
 *     and at last of the step itself; only of steps that {@link Loops#repeats repeat}
 */
record Visit(String step, List<Integer> indices, List<Integer> rounds) {
  Visit {
    indices = List.copyOf(indices);
    rounds = List.copyOf(rounds);
  }

  /** As in Metaflow's index of a task: {@code step[1,0][2]}. */
  @Override
  public String toString() {
    return step + text(indices) + text(rounds);
  }

  private static String text(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
