package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.runtime.scheduler.OriginRun.Finished;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a resumed run takes over, and where it goes on: found by walking the flow as far as the
 * origin had come.
 *
 * @param taken in an order in which they could have run; their ids are counted from 1
 * @param open what is to run now
 */
record TakeOver(List<Taken> taken, List<PlannedTask> open) {
  /** A task of the new run that a task of the origin stands for. */
  record Taken(PlannedTask task, Finished origin) {}

  /**
   * Walks the flow.
   *
   * @param origin has the task that had finished in a place, at most once
   * @param maxSplits how many elements a foreach may have
   */
  static TakeOver of(Function<Visit, Optional<Finished>> origin, RunGraph graph, int maxSplits) {
    List<Taken> taken = new ArrayList<>();
    List<PlannedTask> open = new ArrayList<>();
    ArrayDeque<PlannedTask> waiting = new ArrayDeque<>(List.of(graph.start(ParametersTask.PATH)));
    while (!waiting.isEmpty()) {
      PlannedTask task = waiting.remove();
      Optional<Finished> finished =
          origin
              .apply(task.visit())
              .filter(found -> found.splits() <= maxSplits)
              .filter(found -> graph.leads(task.step, found.next(), found.splits()));
      if (finished.isEmpty()) {
        open.add(task);
        continue;
      }
      taken.add(new Taken(task, finished.get()));
      task.id = Integer.toString(taken.size());
      waiting.addAll(graph.after(task, finished.get().next(), finished.get().splits()));
    }
    return new TakeOver(taken, open);
  }

  /** Whether nothing is left to do. */
  boolean reachesEnd() {
    return taken.stream().anyMatch(each -> each.task.step.equals(FlowGraph.END));
  }
}
