package io.millrace.runtime.cli;

import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.datastore.TaskPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The tasks that an operand such as {@code RUN}, {@code RUN/STEP} or {@code RUN/STEP/TASK} names,
 * in the order in which they ran.
 */
final class TaskOperand {
  /** As they were made: by their numbers, and others, which schedulers name, after them. */
  private static final Comparator<TaskPath> IN_RUN_ORDER =
      Comparator.comparing((TaskPath task) -> !task.step().equals(TaskPath.PARAMETERS))
          .thenComparing(task -> !task.task().matches("\\d+"))
          .thenComparingInt(task -> task.task().length())
          .thenComparing(TaskPath::task);

  private TaskOperand() {}

  static List<TaskPath> read(Invocation invocation) {
    String operand = invocation.operand(0).orElseGet(invocation::latestRun);
    String flow = invocation.flow().name();
    List<String> parts = new ArrayList<>(Arrays.asList(operand.split("/", -1)));
    if (parts.size() > 1 && parts.get(0).equals(flow)) {
      parts.remove(0);
    }
    if (parts.size() > 3 || !parts.stream().allMatch(Invocation::isName)) {
      throw new UsageException(
          "'%s' does not name a task. Write RUN, RUN/STEP or RUN/STEP/TASK.".formatted(operand));
    }
    List<TaskPath> tasks = find(invocation.datastore(), flow, parts);
    tasks.sort(IN_RUN_ORDER);
    if (tasks.isEmpty()) {
      throw new UsageException(
          "There is no task %s/%s. '%s list runs' shows the runs."
              .formatted(flow, String.join("/", parts), invocation.program()));
    }
    return tasks;
  }

  private static List<TaskPath> find(Datastore datastore, String flow, List<String> parts) {
    List<String> steps =
        parts.size() > 1 ? List.of(parts.get(1)) : datastore.steps(flow, parts.get(0));
    List<TaskPath> tasks = new ArrayList<>();
    steps.forEach(step -> tasks.addAll(datastore.tasks(flow, parts.get(0), step)));
    if (parts.size() == 3) {
      tasks.removeIf(task -> !task.task().equals(parts.get(2)));
    }
    return tasks;
  }
}
