package io.millrace.processor.validate;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Suggestion;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.StepModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Rules of the graph as a whole: where it begins, where it ends, what is lost between. */
final class GraphRules {
  private static final int LONGEST_CYCLE = 8;

  private final FlowModel flow;
  private final StepGraph graph;
  private final Findings findings;

  GraphRules(FlowModel flow, StepGraph graph, Findings findings) {
    this.flow = flow;
    this.graph = graph;
    this.findings = findings;
  }

  void check() {
    checkEnd(FlowGraph.START, Message.NO_START);
    checkEnd(FlowGraph.END, Message.NO_END);
    checkReachable();
    Set<String> circling = checkCycles();
    checkWayToEnd(circling);
  }

  private void checkEnd(String name, Message message) {
    if (!graph.has(name)) {
      List<String> names = graph.steps().stream().map(StepModel::name).toList();
      String guess = Suggestion.sentence(name, names);
      String advice = " Add a method '" + name + "' with @Step.";
      findings.add(message, flow.place(), flow.name(), guess.isEmpty() ? advice : guess);
    }
  }

  /** Of steps that nothing leads to, those are named that no other such step leads to. */
  private void checkReachable() {
    if (!graph.has(FlowGraph.START) || !graph.broken().isEmpty()) {
      return;
    }
    Set<String> reached = graph.from(List.of(FlowGraph.START));
    Set<String> explained = new HashSet<>();
    for (boolean roots : new boolean[] {true, false}) {
      for (StepModel step : graph.steps()) {
        String name = step.name();
        boolean root = graph.previous(name).stream().allMatch(name::equals);
        if (!reached.contains(name) && !explained.contains(name) && root == roots) {
          explained.addAll(graph.from(List.of(name)));
          if (!name.equals(FlowGraph.END)) {
            TypeElement declaring = Hierarchy.declaring(step.method());
            if (declaring.equals(flow.type())) {
              findings.add(Message.UNREACHABLE_STEP, step.place(), name);
            } else {
              findings.add(
                  Message.UNREACHABLE_INHERITED,
                  step.place(),
                  name,
                  declaring.getSimpleName().toString());
            }
          }
        }
      }
    }
  }

  /** The steps on circles without a switch, each circle reported once. */
  private Set<String> checkCycles() {
    Set<String> circling = new HashSet<>();
    for (StepModel step : graph.steps()) {
      if (circling.contains(step.name())) {
        continue;
      }
      Optional<List<String>> cycle = path(step.name(), step.name(), new LinkedHashSet<>());
      if (cycle.isPresent()) {
        circling.addAll(cycle.get());
        if (cycle.get().size() > 1) { // of one step, it is a self-loop
          findings.add(Message.CYCLE, step.annotation().place("next"), spell(cycle.get()));
        }
      }
    }
    return circling;
  }

  private static String spell(List<String> cycle) {
    List<String> shown = new ArrayList<>(cycle);
    if (shown.size() > LONGEST_CYCLE) {
      int hidden = shown.size() - LONGEST_CYCLE;
      shown.subList(LONGEST_CYCLE - 1, shown.size() - 1).clear();
      shown.add(LONGEST_CYCLE - 1, "(" + hidden + " more)");
    }
    shown.add(cycle.get(0));
    return String.join(" -> ", shown);
  }

  /** A way from {@code from} to {@code to} that passes no switch. */
  private Optional<List<String>> path(String from, String to, Set<String> seen) {
    if (graph.step(from).isSwitch() || !seen.add(from)) {
      return Optional.empty();
    }
    for (String next : graph.next(from)) {
      if (next.equals(to)) {
        return Optional.of(new ArrayList<>(List.of(from)));
      }
      Optional<List<String>> rest = path(next, to, seen);
      if (rest.isPresent()) {
        rest.get().add(0, from);
        return rest;
      }
    }
    return Optional.empty();
  }

  /** Reported once for steps that are lost together, at the switch that could lead out. */
  private void checkWayToEnd(Set<String> circling) {
    if (!graph.has(FlowGraph.END)) {
      return;
    }
    Set<String> explained = new HashSet<>();
    for (boolean switches : new boolean[] {true, false}) {
      for (StepModel step : graph.steps()) {
        Set<String> after = graph.from(List.of(step.name()));
        boolean known =
            after.stream()
                .anyMatch(
                    name ->
                        name.equals(FlowGraph.END)
                            || circling.contains(name)
                            || graph.broken().contains(name)
                            || explained.contains(name));
        if (!known && step.isSwitch() == switches) {
          explained.addAll(after);
          findings.add(Message.NO_WAY_TO_END, step.annotation().place("next"), step.name());
        }
      }
    }
  }
}
