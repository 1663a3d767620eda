package io.millrace.processor.validate;

import io.millrace.manifest.FlowGraph;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Place;
import io.millrace.processor.model.StepModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules of splits and joins: as brackets, each split is closed by one join, in which all of its
 * branches and nothing else meet.
 *
 * <p>Every step is gone to once, with the splits that are open before it; all further ways to it
 * must bring the same ones, except at a join, where they may differ in the branch of the innermost.
 */
final class SplitRules {
  private final FlowModel flow;
  private final StepGraph graph;
  private final Findings findings;
  private final Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
  private final Map<String, List<Frame>> open = new LinkedHashMap<>();
  private final Set<String> undeclared = new LinkedHashSet<>();
  private final Set<String> reported = new HashSet<>();

  SplitRules(FlowModel flow, StepGraph graph, Findings findings) {
    this.flow = flow;
    this.graph = graph;
    this.findings = findings;
  }

  /** A split that is open, and the branch of it that a step is in. */
  record Frame(String split, String branch) {}

  /** A way to a step. */
  private record Arrival(String from, List<Frame> frames) {
    @Nullable Frame innermost() {
      return frames.isEmpty() ? null : frames.get(frames.size() - 1);
    }
  }

  /** The splits that are open while {@code step} runs, the outermost first. */
  Optional<List<Frame>> open(String step) {
    return Optional.ofNullable(open.get(step));
  }

  void check() {
    if (!graph.has(FlowGraph.START)) {
      return;
    }
    do {
      walk();
    } while (findUndeclaredJoin());
    arrivals.getOrDefault(FlowGraph.END, List.of()).forEach(this::checkClosed);
    checkBranches();
    arrivals.forEach(this::checkRelated);
    arrivals.forEach(this::checkJoin);
  }

  private void walk() {
    arrivals.clear();
    open.clear();
    Deque<String> waiting = new ArrayDeque<>();
    arrive(FlowGraph.START, new Arrival("", List.of()), waiting);
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      StepModel step = graph.step(name);
      for (String next : graph.next(name)) {
        List<Frame> frames = new ArrayList<>(open.getOrDefault(name, List.of()));
        if (step.isSplit()) {
          frames.add(new Frame(name, step.isUniformSplit() ? "" : next));
        }
        arrive(next, new Arrival(name, frames), waiting);
      }
    }
  }

  private void arrive(String name, Arrival arrival, Deque<String> waiting) {
    arrivals.computeIfAbsent(name, unused -> new ArrayList<>()).add(arrival);
    if (!open.containsKey(name)) {
      List<Frame> frames = arrival.frames;
      boolean closes = isJoin(name) && !frames.isEmpty();
      open.put(name, closes ? frames.subList(0, frames.size() - 1) : frames);
      waiting.add(name);
    }
  }

  private boolean isJoin(String name) {
    return graph.step(name).isJoin() || undeclared.contains(name);
  }

  /** A step without Inputs where branches of one split meet; from then on it counts as a join. */
  private boolean findUndeclaredJoin() {
    for (var entry : arrivals.entrySet()) {
      String name = entry.getKey();
      Frame first = entry.getValue().get(0).innermost();
      List<Arrival> others =
          entry.getValue().stream().filter(each -> meets(first, each.innermost())).toList();
      if (!isJoin(name) && !others.isEmpty() && undeclared.add(name)) {
        List<String> from = entry.getValue().stream().map(Arrival::from).distinct().toList();
        findings.add(
            Message.UNDECLARED_JOIN,
            graph.step(name).place(),
            name,
            from.size() > 1 ? Text.list(from) : "the branches of '" + from.get(0) + "'",
            flow.type().getSimpleName());
        return true;
      }
    }
    return false;
  }

  private static boolean meets(@Nullable Frame one, @Nullable Frame other) {
    return one != null
        && other != null
        && one.split.equals(other.split)
        && !one.branch.equals(other.branch);
  }

  private void checkRelated(String name, List<Arrival> ways) {
    boolean related =
        isJoin(name)
            ? areRelated(ways)
            : name.equals(FlowGraph.END)
                || ways.stream().map(Arrival::frames).distinct().count() == 1;
    if (!related) {
      unrelated(name, ways);
    }
  }

  /** Whether the ways differ at most in the branch of the innermost split. */
  private static boolean areRelated(List<Arrival> ways) {
    return ways.stream().map(SplitRules::splits).distinct().count() == 1 && outer(ways).size() <= 1;
  }

  private void checkJoin(String name, List<Arrival> ways) {
    if (!isJoin(name) || !areRelated(ways)) {
      return;
    }
    if (!ways.get(0).frames.isEmpty()) {
      checkNotEmpty(name, ways);
    } else if (reported.isEmpty()) { // else a split before it is amiss
      findings.add(
          Message.NOTHING_TO_JOIN, Place.of(graph.step(name).inputs().get(0).element()), name);
    }
  }

  private static List<String> splits(Arrival way) {
    return way.frames.stream().map(Frame::split).toList();
  }

  private static Set<List<Frame>> outer(List<Arrival> ways) {
    return ways.stream()
        .filter(way -> !way.frames.isEmpty())
        .map(way -> way.frames.subList(0, way.frames.size() - 1))
        .collect(Collectors.toSet());
  }

  private void checkClosed(Arrival way) {
    if (isJoin(FlowGraph.END)) {
      return;
    }
    for (Frame frame : way.frames) {
      if (reported.add(frame.split)) {
        StepModel split = graph.step(frame.split);
        findings.add(
            Message.SPLIT_NOT_JOINED,
            split.annotation().place(split.foreach().isEmpty() ? "next" : "foreach"),
            frame.split,
            FlowGraph.END,
            "'" + way.from + "'",
            flow.type().getSimpleName());
      }
    }
  }

  private void checkNotEmpty(String name, List<Arrival> ways) {
    for (Arrival way : ways) {
      Frame frame = way.innermost();
      if (frame != null && way.from.equals(frame.split) && reported.add(frame.split)) {
        StepModel split = graph.step(frame.split);
        int entry = List.copyOf(graph.next(frame.split)).indexOf(name);
        findings.add(
            Message.EMPTY_SPLIT, split.annotation().place("next", entry), frame.split, name);
      }
    }
  }

  private void unrelated(String name, List<Arrival> ways) {
    Set<String> splits = new TreeSet<>();
    ways.forEach(way -> splits.addAll(splits(way)));
    if (splits.stream().anyMatch(reported::contains)) {
      return;
    }
    reported.addAll(splits);
    findings.add(Message.UNRELATED_BRANCHES, graph.step(name).place(), name, describe(ways));
  }

  private static String describe(List<Arrival> ways) {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (Arrival way : ways) {
      Frame frame = way.innermost();
      String where =
          frame == null ? "outside of any split" : "within the split of '" + frame.split + "'";
      kinds.putIfAbsent(where, "from '" + way.from + "' " + where);
    }
    if (kinds.size() == 1) {
      return ways.stream()
          .map(way -> "from '" + way.from + "'")
          .distinct()
          .collect(Collectors.joining(" and ", "", " with different splits open"));
    }
    return String.join(" and ", kinds.values());
  }

  /** Each split is closed once, by all of its branches. */
  private void checkBranches() {
    Map<String, Map<String, Set<String>>> joined = new LinkedHashMap<>();
    arrivals.forEach(
        (name, ways) -> {
          for (Arrival way : ways) {
            Frame frame = way.innermost();
            if (isJoin(name) && frame != null && areRelated(ways)) {
              joined
                  .computeIfAbsent(frame.split, unused -> new LinkedHashMap<>())
                  .computeIfAbsent(name, unused -> new HashSet<>())
                  .add(frame.branch);
            }
          }
        });
    joined.forEach(this::checkJoins);
  }

  private void checkJoins(String split, Map<String, Set<String>> joins) {
    StepModel step = graph.step(split);
    if (reported.contains(split)) {
      return;
    }
    for (var join : joins.entrySet()) {
      List<String> missing = new ArrayList<>(step.isUniformSplit() ? Set.of() : graph.next(split));
      missing.removeAll(join.getValue());
      missing.removeIf(
          branch -> graph.from(List.of(branch)).stream().anyMatch(graph.broken()::contains));
      if (!missing.isEmpty()) {
        reported.add(split);
        findings.add(
            Message.INCOMPLETE_JOIN,
            graph.step(join.getKey()).place(),
            join.getKey(),
            split,
            Text.list(missing));
        return;
      }
    }
    if (joins.size() > 1 && reported.add(split)) {
      findings.add(
          Message.SEVERAL_JOINS,
          step.annotation().place("next"),
          split,
          Text.list(List.copyOf(joins.keySet())));
    }
  }
}
