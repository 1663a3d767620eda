package io.millrace.examples;

import io.millrace.Catch;
import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Retry;
import io.millrace.Step;
import io.millrace.TaskContext;
import java.util.List;
import java.util.stream.IntStream;

/** A loop whose steps fail: one works when it is tried again, the other's failure is caught. */
@Flow
public class FailingLoopFlow {
  static final int ROUNDS = 3;
  static final int ITEMS = 2;

  int round;
  boolean more;
  List<Integer> items;
  String failure;

  @Step(next = "split")
  void start() {
    round = 0;
  }

  @Step(next = "flaky", foreach = "items")
  void split() {
    items = IntStream.range(0, ITEMS).boxed().toList();
  }

  @Retry(times = 1, minutesBetweenRetries = 0)
  @Step(next = "broken")
  void flaky(TaskContext task) {
    if (task.attempt() == 0) {
      throw new IllegalStateException("not at once");
    }
  }

  @Catch(var = "failure")
  @Step(next = "gather")
  void broken() {
    throw new IllegalStateException("never");
  }

  @Step(next = "again")
  void gather(Inputs<FailingLoopFlow> inputs) {
    round = inputs.stream().mapToInt(input -> input.round).max().orElseThrow() + 1;
  }

  @Step(
      condition = "more",
      next = {"true=split", "false=end"})
  void again() {
    more = round < ROUNDS;
  }

  @Step
  void end() {}
}
