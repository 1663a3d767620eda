package io.millrace.examples;

import io.millrace.Catch;
import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Retry;
import io.millrace.Step;
import io.millrace.TaskContext;
import io.millrace.Timeout;
import java.util.List;

/**
 * What can go wrong: something that works the second time, something that never works, something
 * that hangs.
 */
@Flow(description = "Fails in three ways, and goes on.")
public class RetryCatchFlow {
  int attempts;
  String failure;
  String hung;
  List<String> report;

  @Step(next = {"flaky", "broken", "slow"})
  void start() {
    System.out.println("Three branches, each with a trouble of its own.");
  }

  @Retry(times = 2, minutesBetweenRetries = 0)
  @Step(next = "join")
  void flaky(TaskContext task) {
    attempts = task.attempt() + 1;
    if (task.attempt() == 0) {
      throw new IllegalStateException("The first attempt always fails.");
    }
  }

  @Catch(var = "failure")
  @Step(next = "join")
  void broken() {
    throw new ArithmeticException("This never works.");
  }

  @Catch(var = "hung")
  @Timeout(seconds = 1)
  @Step(next = "join")
  void slow() throws InterruptedException {
    Thread.sleep(3_600_000);
  }

  @Step(next = "end")
  void join(Inputs<RetryCatchFlow> inputs) {
    inputs.merge(this);
    report =
        List.of("flaky needed " + attempts + " attempts", "broken: " + failure, "slow: " + hung);
  }

  @Step
  void end() {
    report.forEach(System.out::println);
  }
}
