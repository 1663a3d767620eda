package io.millrace.examples;

import java.util.List;
import java.util.stream.IntStream;

/** What the steps of a {@link LoopFlow} do, in its runs and in {@link LoopOracle}. */
public final class LoopSteps {
  private static final int MOST_ROUNDS = 3;

  private LoopSteps() {}

  /** What a step makes of what was made before. */
  public static long make(long before, int step, int index) {
    long mixed = ((before * 31 + step) * 31 + index) * 0x9e3779b97f4a7c15L;
    return mixed ^ (mixed >>> 29);
  }

  /** What a join begins with. */
  public static long join(List<Long> inputs) {
    return inputs.stream().reduce(0L, (all, each) -> all * 31 + each);
  }

  /** What a foreach splits over. */
  public static List<Integer> items(long made) {
    return IntStream.range(0, 1 + Math.floorMod(made >> 7, 3)).boxed().toList();
  }

  /** Which of two ways a switch goes. */
  public static int choose(long made) {
    return Math.floorMod(made >> 9, 2);
  }

  /** Which way a loop's switch goes, where {@code out} leads out of the loop. */
  public static int leave(long made, int round, int out) {
    return round < MOST_ROUNDS && Math.floorMod(made >> 11, 4) > 0
        ? Math.floorMod(made >> 15, out)
        : out;
  }
}
