package io.millrace.runtime.scheduler;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One part of a split, or the run as a whole: its tasks come one after the other. */
final class Part {
  final @Nullable Split split;
  final int index;
  private @Nullable Map<String, Integer> visits;

  /**
   * @param split what it is a part of; null for the run as a whole
   * @param index which part of it
   */
  Part(@Nullable Split split, int index) {
    this.split = split;
    this.index = index;
  }

  /** Whether it is for one element of a foreach. */
  boolean hasElement() {
    return split != null && split.fansOut;
  }

  /** How many parts the split has. */
  int splitSize() {
    return split == null ? 1 : split.arrived.length;
  }

  /**
   * Counts a visit of {@code step}.
   *
   * @param first the number of the step's first visit
   */
  int count(String step, int first) {
    if (visits == null) {
      visits = new HashMap<>();
    }
    return visits.merge(step, first, (before, unused) -> before + 1);
  }

  /** One split under way: who has arrived at its join. */
  static final class Split {
    final boolean fansOut;
    final Part around;
    final int round;
    final String[] arrived;
    int missing;

    /**
     * @param fansOut whether it is a foreach, rather than a static branch
     * @param around the part that the splitting task is in
     * @param round which visit of the splitting step, or -1 if that does not repeat
     * @param size how many parts it has
     */
    Split(boolean fansOut, Part around, int round, int size) {
      this.fansOut = fansOut;
      this.around = around;
      this.round = round;
      this.arrived = new String[size];
      this.missing = size;
    }
  }
}
