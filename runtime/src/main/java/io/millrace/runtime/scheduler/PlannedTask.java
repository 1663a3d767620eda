package io.millrace.runtime.scheduler;

import java.util.LinkedList;
import java.util.List;

/** A task of the run: what the scheduler knows of it, a few hundred bytes. */
final class PlannedTask {
  final String step;
  final List<String> inputs;
  final Part part;
  final boolean first;
  final int round;
  String id = "";
  int attempt;
  int disruptions;
  String lost = "";

  /**
   * @param inputs {@code step/id} of what came before
   * @param part the innermost part of a split that the task is in
   * @param first whether that part begins with this task
   * @param round which visit of the step within that part, or -1 if the step does not repeat
   */
  PlannedTask(String step, List<String> inputs, Part part, boolean first, int round) {
    this.step = step;
    this.inputs = inputs;
    this.part = part;
    this.first = first;
    this.round = round;
  }

  /** Whether the task takes the element of a foreach. */
  boolean takesElement() {
    return first && part.hasElement();
  }

  /** {@code step/id}. */
  String path() {
    return step + "/" + id;
  }

  /** What identifies the task across runs. */
  Visit visit() {
    LinkedList<Integer> indices = new LinkedList<>();
    LinkedList<Integer> rounds = new LinkedList<>();
    if (round >= 0) {
      rounds.add(round);
    }
    Part each = part;
    for (Part.Split split = each.split; split != null; split = each.split) {
      if (split.fansOut) {
        indices.addFirst(each.index);
      }
      if (split.round >= 0) {
        rounds.addFirst(split.round);
      }
      each = split.around;
    }
    return new Visit(step, indices, rounds);
  }
}
