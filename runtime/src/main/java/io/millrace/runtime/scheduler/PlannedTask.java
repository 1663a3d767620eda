package io.millrace.runtime.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task of the run: what the scheduler knows of it, a few hundred bytes. */
final class PlannedTask {
  final String step;
  final List<String> inputs;
  final @Nullable Split split;
  final int index;
  final int iteration;
  final boolean first;
  String id = "";
  int attempt;
  int disruptions;
  String lost = "";

  /**
   * @param inputs {@code step/id} of what came before
   * @param split the innermost split around the task
   * @param index which part of that split the task belongs to
   * @param first whether the split leads to this task at once
   * @param iteration the round of the loop that the step is in, or -1
   */
  PlannedTask(
      String step,
      List<String> inputs,
      @Nullable Split split,
      int index,
      boolean first,
      int iteration) {
    this.step = step;
    this.inputs = inputs;
    this.split = split;
    this.index = index;
    this.first = first;
    this.iteration = iteration;
  }

  /** Whether the task is the first within its part of a foreach, so that it takes the element. */
  boolean opensSplit() {
    return first && split != null && split.fansOut;
  }

  /** {@code step/id}. */
  String path() {
    return step + "/" + id;
  }

  /** What identifies the task across runs, as Metaflow's index for resume does. */
  String key() {
    StringBuilder indices = new StringBuilder();
    for (Split each = split; each != null; each = each.parent) {
      indices.insert(0, each.fansOut ? (each == split ? index : indexWithin(each)) + "," : "");
    }
    return step + "[" + indices + "]" + (iteration < 0 ? "" : "[" + iteration + "]");
  }

  private int indexWithin(Split outer) {
    Split inner = split;
    while (inner != null && inner.parent != outer) {
      inner = inner.parent;
    }
    return inner == null ? index : inner.parentIndex;
  }

  /** One split under way: who has arrived at its join. */
  static final class Split {
    final boolean fansOut;
    final @Nullable Split parent;
    final int parentIndex;
    final int iteration;
    final String[] arrived;
    int missing;

    /**
     * @param fansOut whether it is a foreach, rather than a static branch
     * @param parent the split around it
     * @param parentIndex which part of that it is in
     * @param iteration the round of the loop that the splitting step is in, or -1
     * @param size how many parts it has
     */
    Split(boolean fansOut, @Nullable Split parent, int parentIndex, int iteration, int size) {
      this.fansOut = fansOut;
      this.parent = parent;
      this.parentIndex = parentIndex;
      this.iteration = iteration;
      this.arrived = new String[size];
      this.missing = size;
    }
  }
}
