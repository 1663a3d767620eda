package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.ArrayList;
import java.util.List;

/** A switch that goes round until it is done: the Collatz sequence of a number. */
@Flow(description = "Follows a number down to 1.")
public class SwitchFlow {
  /** What to do with a number. */
  enum Kind {
    EVEN,
    ODD,
    ONE
  }

  @Parameter(help = "Where to begin.")
  long begin = 6;

  long number;
  Kind kind;
  List<Long> path;

  @Step(next = "look")
  void start() {
    number = begin;
    path = new ArrayList<>(List.of(begin));
  }

  @Step(
      condition = "kind",
      next = {"EVEN=halve", "ODD=triple", "ONE=end"})
  void look() {
    kind = number == 1 ? Kind.ONE : number % 2 == 0 ? Kind.EVEN : Kind.ODD;
  }

  @Step(next = "look")
  void halve() {
    number /= 2;
    path.add(number);
  }

  @Step(next = "look")
  void triple() {
    number = 3 * number + 1;
    path.add(number);
  }

  @Step
  void end() {
    System.out.println(path);
  }
}
