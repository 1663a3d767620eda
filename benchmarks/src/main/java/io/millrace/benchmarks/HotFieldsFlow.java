package io.millrace.benchmarks;

import io.millrace.Flow;
import io.millrace.Step;

/** The same loop over the flow's fields, and over those of another object. */
@Flow
public class HotFieldsFlow {
  private static final int ROUNDS = 5;
  private static final int COUNT = 200_000_000;

  int[] numbers = new int[1_000];
  long sum;

  /** What the flow is compared with: nobody watches its fields. */
  static final class Plain {
    int[] numbers = new int[1_000];
    long sum;

    void run() {
      for (int i = 0; i < COUNT; i++) {
        numbers[i % 1_000] += i;
        sum += numbers[(i + 1) % 1_000];
      }
    }
  }

  void run() {
    for (int i = 0; i < COUNT; i++) {
      numbers[i % 1_000] += i;
      sum += numbers[(i + 1) % 1_000];
    }
  }

  /** In turns; the fastest of each. */
  @Step(next = "end")
  void start() {
    Plain plain = new Plain();
    long shortest = Long.MAX_VALUE;
    long shortestOfPlain = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      plain.run();
      long between = System.nanoTime();
      run();
      long ended = System.nanoTime();
      shortestOfPlain = Math.min(shortestOfPlain, between - began);
      shortest = Math.min(shortest, ended - between);
    }
    if (plain.sum != sum) {
      throw new IllegalStateException(plain.sum + " is not " + sum);
    }
    System.out.println("ratio=" + (double) shortest / shortestOfPlain);
  }

  @Step
  void end() {}
}
