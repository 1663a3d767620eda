package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Parameter;
import io.millrace.Step;
import io.millrace.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/** A flow that is killed: each task writes its pathspec into a file beside the datastore. */
@Flow
public class CrashFlow {
  @Parameter(help = "Where each task writes its name and its index.")
  Path trace = Path.of("trace.txt");

  List<Integer> items;
  int item;
  long sum;

  @Step(next = "work", foreach = "items")
  void start(TaskContext task) throws IOException {
    items = IntStream.range(0, 12).boxed().toList();
    trace(task, 0);
  }

  @Step(next = "sum")
  void work(int each, TaskContext task) throws IOException {
    item = each;
    trace(task, each);
  }

  @Step(next = "end")
  void sum(Inputs<CrashFlow> inputs, TaskContext task) throws IOException {
    sum = inputs.stream().mapToLong(input -> input.item).sum();
    trace(task, 0);
  }

  @Step
  void end(TaskContext task) throws IOException {
    trace(task, 0);
  }

  /** One short line, appended at once, so that lines of several processes do not mix. */
  private void trace(TaskContext task, int index) throws IOException {
    String line = "%s %s %s %d%n".formatted(task.runId(), task.stepName(), task.taskId(), index);
    Files.writeString(trace, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
