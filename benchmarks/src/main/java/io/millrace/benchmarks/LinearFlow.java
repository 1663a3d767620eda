package io.millrace.benchmarks;

import io.millrace.Flow;
import io.millrace.Step;

/** Three steps that do nothing. */
@Flow
public class LinearFlow {
  int number;

  @Step(next = "middle")
  void start() {
    number = 1;
  }

  @Step(next = "end")
  void middle() {
    number++;
  }

  @Step
  void end() {
    number++;
  }
}
