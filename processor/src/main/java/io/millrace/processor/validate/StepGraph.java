package io.millrace.processor.validate;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Suggestion;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.StepModel;
import io.millrace.processor.model.StepModel.Target;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps and what leads where, right or wrong: a misspelt target counts as the one that was
 * meant, so that one mistake is not reported as two.
 */
final class StepGraph {
  private final Map<String, StepModel> steps = new LinkedHashMap<>();
  private final Map<String, Set<String>> next = new LinkedHashMap<>();
  private final Set<String> broken = new LinkedHashSet<>();

  StepGraph(FlowModel flow) {
    flow.steps().forEach(step -> steps.putIfAbsent(step.name(), step));
    steps.values().forEach(this::connect);
  }

  private void connect(StepModel step) {
    Set<String> targets = new LinkedHashSet<>();
    if (!step.name().equals(FlowGraph.END)) {
      for (Target target : step.targets()) {
        String name = target.step().substring(target.step().lastIndexOf('=') + 1);
        if (steps.containsKey(name)) {
          targets.add(name);
        } else {
          Suggestion.closest(name, steps.keySet())
              .ifPresentOrElse(targets::add, () -> broken.add(step.name()));
        }
      }
      if (targets.isEmpty()) {
        broken.add(step.name());
      }
    }
    next.put(step.name(), targets);
  }

  Collection<StepModel> steps() {
    return steps.values();
  }

  boolean has(String name) {
    return steps.containsKey(name);
  }

  StepModel step(String name) {
    StepModel step = steps.get(name);
    if (step == null) {
      throw new IllegalArgumentException(name);
    }
    return step;
  }

  /** The steps that {@code name} leads to, each once. */
  Set<String> next(String name) {
    return next.getOrDefault(name, Set.of());
  }

  /** Steps of which it is not known where they lead. */
  Set<String> broken() {
    return broken;
  }

  /** The steps that lead to {@code name}. */
  List<String> previous(String name) {
    return steps.keySet().stream().filter(step -> next(step).contains(name)).toList();
  }

  /** The steps of {@code names} and all that can run after them. */
  Set<String> from(Collection<String> names) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (reached.add(name)) {
        next(name).forEach(open::add);
      }
    }
    return reached;
  }
}
