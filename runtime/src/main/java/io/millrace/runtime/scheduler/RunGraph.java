package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Transition;
import io.millrace.runtime.scheduler.Part.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Knows which tasks follow a task that has finished, and when a join has all of its inputs. */
final class RunGraph {
  private final FlowGraph graph;
  private final Loops loops;

  RunGraph(FlowGraph graph) {
    this.graph = graph;
    this.loops = new Loops(graph);
  }

  /** The first task. */
  PlannedTask start(String parameters) {
    Part run = new Part(null, 0);
    int round = loops.repeats(FlowGraph.START) ? run.count(FlowGraph.START, 0) : -1;
    return new PlannedTask(FlowGraph.START, List.of(parameters), run, false, round);
  }

  /**
   * The tasks that can run now that {@code done} has finished.
   *
   * @param next the steps it leads to
   * @param splits how many elements it splits into; -1 if it does not
   */
  List<PlannedTask> after(PlannedTask done, List<String> next, int splits) {
    List<PlannedTask> ready = new ArrayList<>();
    if (graph.node(done.step).step().transition() instanceof Transition.Branch) {
      Split split = new Split(false, done.part, done.round, next.size());
      for (int i = 0; i < next.size(); i++) {
        enter(ready, done, next.get(i), new Part(split, i));
      }
    } else if (splits >= 0) {
      Split split = new Split(true, done.part, done.round, splits);
      for (int i = 0; i < splits; i++) {
        enter(ready, done, next.get(0), new Part(split, i));
      }
    } else {
      next.forEach(step -> enter(ready, done, step, done.part));
    }
    return ready;
  }

  /** Whether a task of {@code step} can have ended so, as the flow is now. */
  boolean leads(String step, List<String> next, int splits) {
    Transition transition = graph.node(step).step().transition();
    if (transition instanceof Transition.Switch) {
      return next.size() == 1 && transition.targets().containsAll(next) && splits < 0;
    } else if (transition instanceof Transition.Foreach) {
      return next.equals(transition.targets()) && splits > 0;
    }
    int size = transition instanceof Transition.Parallel parallel ? parallel.size() : -1;
    return next.equals(transition.targets()) && splits == size;
  }

  private void enter(List<PlannedTask> ready, PlannedTask from, String step, Part part) {
    Split split = part.split;
    if (split == null || graph.node(step).split().isEmpty()) {
      boolean first = part != from.part;
      ready.add(new PlannedTask(step, List.of(from.path()), part, first, round(from, step, part)));
      return;
    }
    split.arrived[part.index] = from.path();
    if (--split.missing == 0) {
      Part around = split.around;
      ready.add(
          new PlannedTask(
              step, Arrays.asList(split.arrived), around, false, round(from, step, around)));
    }
  }

  private int round(PlannedTask from, String step, Part part) {
    if (!loops.repeats(step)) {
      return -1;
    }
    return part.count(step, goesOn(from, step, part) ? from.round + 1 : 0);
  }

  /** Metaflow numbers two loops that follow each other at once as if they were one. */
  private boolean goesOn(PlannedTask from, String step, Part part) {
    return from.part == part && loops.isSelfLoop(from.step) && loops.isSelfLoop(step);
  }
}
