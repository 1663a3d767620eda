package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;
import java.util.List;

/** Two branches that run side by side, and a join that carries over what each of them set. */
@Flow(description = "Computes two things side by side.")
public class BranchFlow {
  List<Integer> numbers;
  long sum;
  int largest;
  String summary;

  @Step(next = {"add", "compare"})
  void start() {
    numbers = List.of(3, 1, 4, 1, 5, 9, 2, 6);
  }

  @Step(next = "join")
  void add() {
    sum = numbers.stream().mapToLong(Integer::longValue).sum();
  }

  @Step(next = "join")
  void compare() {
    largest = numbers.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** The two branches set different fields, so that the merge has no choice to make. */
  @Step(next = "end")
  void join(Inputs<BranchFlow> inputs) {
    inputs.merge(this);
    summary = "sum %d, largest %d".formatted(sum, largest);
  }

  @Step
  void end() {
    System.out.println(summary);
  }
}
