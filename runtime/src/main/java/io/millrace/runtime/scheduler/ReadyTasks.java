package io.millrace.runtime.scheduler;

import io.millrace.runtime.plan.ComputeKind;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** The tasks that could run now, in a queue for each place, so that none waits for another's. */
final class ReadyTasks {
  private final Function<PlannedTask, ComputeKind> place;
  private final Map<ComputeKind, ArrayDeque<PlannedTask>> queues = new EnumMap<>(ComputeKind.class);

  /**
   * @param place says where a task runs
   */
  ReadyTasks(Function<PlannedTask, ComputeKind> place) {
    this.place = place;
  }

  void addFirst(PlannedTask task) {
    queue(task).addFirst(task);
  }

  void add(PlannedTask task) {
    queue(task).add(task);
  }

  void addAll(Iterable<PlannedTask> tasks) {
    tasks.forEach(this::add);
  }

  private ArrayDeque<PlannedTask> queue(PlannedTask task) {
    return queues.computeIfAbsent(place.apply(task), kind -> new ArrayDeque<>());
  }

  Map<ComputeKind, ArrayDeque<PlannedTask>> queues() {
    return queues;
  }

  int size() {
    int size = 0;
    for (ArrayDeque<PlannedTask> queue : queues.values()) {
      size += queue.size();
    }
    return size;
  }

  boolean isEmpty() {
    return size() == 0;
  }
}
