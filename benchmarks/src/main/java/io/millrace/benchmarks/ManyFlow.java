package io.millrace.benchmarks;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.List;
import java.util.stream.IntStream;

/** Many tasks that do next to nothing. */
@Flow
public class ManyFlow {
  @Parameter int count = 100;

  List<Integer> items;
  int square;
  long sum;

  @Step(next = "work", foreach = "items")
  void start() {
    items = IntStream.range(0, count).boxed().toList();
  }

  @Step(next = "sum")
  void work(int item) {
    square = item * item;
  }

  @Step(next = "end")
  void sum(Inputs<ManyFlow> inputs) {
    sum = inputs.stream().mapToLong(input -> input.square).sum();
  }

  @Step
  void end() {
    System.out.println(sum);
  }
}
