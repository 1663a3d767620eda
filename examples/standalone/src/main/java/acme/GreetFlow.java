package acme;

import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;

/** A flow in a project of its own. */
@Flow(description = "Greets someone.")
public class GreetFlow {
  @Parameter(help = "Whom to greet.")
  String who = "world";

  String greeting;

  @Step(next = "end")
  void start() {
    greeting = "Hello, " + who + "!";
  }

  @Step
  void end() {
    System.out.println(greeting);
  }
}
