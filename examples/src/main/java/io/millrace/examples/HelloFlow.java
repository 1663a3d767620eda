package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Step;

/** Three steps in a row; a field that one sets is there in the next. */
@Flow(description = "Says hello.")
public class HelloFlow {
  String greeting;

  /** Chooses the words. */
  @Step(next = "hello")
  void start() {
    greeting = "Hello from Java " + Runtime.version().feature() + "!";
  }

  @Step(next = "end")
  void hello() {
    System.out.println(greeting);
  }

  @Step
  void end() {
    System.out.println("That was all.");
  }
}
