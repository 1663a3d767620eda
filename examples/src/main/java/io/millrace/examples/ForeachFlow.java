package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Parameter;
import io.millrace.Step;
import io.millrace.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One task for each element of a list. */
@Flow(description = "Squares numbers, each in a task of its own.")
public class ForeachFlow {
  @Parameter(help = "How many numbers to square.")
  int count = 5;

  List<Integer> numbers;
  int number;
  int square;
  Map<Integer, Integer> squares;

  @Step(next = "work", foreach = "numbers")
  void start() {
    numbers = IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Step(next = "gather")
  void work(int item, TaskContext task) {
    number = item;
    square = item * item;
    System.out.printf("%d: the square of %d is %d%n", task.index().orElseThrow(), item, square);
  }

  @Step(next = "end")
  void gather(Inputs<ForeachFlow> inputs) {
    squares = new TreeMap<>();
    for (ForeachFlow input : inputs) {
      squares.put(input.number, input.square);
    }
  }

  @Step
  void end() {
    System.out.println(squares);
  }
}
