package io.millrace.benchmarks;

import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.Random;

/** A large artifact passes by many tasks that do not touch it. */
@Flow
public class PassFlow {
  @Parameter int megabytes = 100;
  @Parameter int tasks = 10;

  byte[] large;
  int passed;
  boolean more;

  @Step(next = "count")
  void start() {
    large = new byte[megabytes * 1_000_000];
    new Random(1).nextBytes(large);
  }

  @Step(
      condition = "more",
      next = {"true=count", "false=end"})
  void count() {
    passed++;
    more = passed < tasks;
  }

  @Step
  void end() {}
}
