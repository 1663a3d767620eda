package io.millrace.examples;

import io.millrace.examples.LoopFlow.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through a {@link LoopFlow} step by step, in one thread: what its runs must come to. */
final class LoopOracle {
  private final LoopFlow flow;
  private final int most;
  private final List<List<Object>> visits = new ArrayList<>();

  /**
   * @param most after how many visits to give up
   */
  LoopOracle(LoopFlow flow, int most) {
    this.flow = flow;
    this.most = most;
    part("start", new State(0, new HashMap<>()), new Part(List.of(), List.of(), new HashMap<>()));
  }

  /** The step, the foreach indices, the rounds and what was made, of each task. */
  List<List<Object>> visits() {
    return visits;
  }

  /** The artifacts that count. */
  private record State(long made, Map<String, Integer> rounds) {
    State with(long now) {
      return new State(now, new HashMap<>(rounds));
    }
  }

  /**
   * What has no other task beside it: the run, or one part of a split.
   *
   * @param indices of the foreach splits around it
   * @param rounds of the splitting steps around it that repeat
   * @param counts how often each step of it was visited
   */
  private record Part(List<Integer> indices, List<Integer> rounds, Map<String, Integer> counts) {
    /** The rounds of a visit that is now made. */
    List<Integer> visit(String step, boolean repeats) {
      return repeats ? plus(rounds, counts.merge(step, 1, Integer::sum) - 1) : rounds;
    }

    int index() {
      return indices.isEmpty() ? -1 : indices.get(indices.size() - 1);
    }

    private static List<Integer> plus(List<Integer> before, int last) {
      List<Integer> all = new ArrayList<>(before);
      all.add(last);
      return all;
    }
  }

  /** Goes on from {@code first} to the end of the part; returns what it leaves to its join. */
  private Left part(String first, State before, Part part) {
    String name = first;
    Left left = new Left(before, first);
    while (!name.isEmpty() && visits.size() < most) {
      Step step = flow.step(name);
      long made = LoopSteps.make(left.state.made, step.number(), part.index());
      List<Integer> rounds = part.visit(name, step.repeats());
      visits.add(List.of(name, part.indices, rounds, made));
      left = leave(name, step, left.state.with(made), part, rounds);
      boolean joins = flow.step(left.next) != null && flow.step(left.next).join();
      boolean splits = step.way() == LoopFlow.Way.BRANCH || step.way() == LoopFlow.Way.FOREACH;
      name = joins && !splits ? "" : left.next;
    }
    return left;
  }

  /** What a step leaves, and where it leads; of a split, what its parts leave to the join. */
  private record Left(State state, String next) {}

  private Left leave(String name, Step step, State state, Part part, List<Integer> rounds) {
    return switch (step.way()) {
      case ON -> new Left(state, step.next().isEmpty() ? "" : step.next().get(0));
      case CHOICE -> new Left(state, step.next().get(LoopSteps.choose(state.made)));
      case LOOP, TWO_LOOPS -> {
        int out = step.next().size() - 1;
        int round = state.rounds.getOrDefault(name, 0);
        int way = LoopSteps.leave(state.made, round, out);
        state.rounds.put(name, way == out ? 0 : round + 1);
        yield new Left(state, step.next().get(way));
      }
      case BRANCH, FOREACH -> split(step, state, part, rounds);
    };
  }

  private Left split(Step step, State state, Part part, List<Integer> rounds) {
    boolean each = step.way() == LoopFlow.Way.FOREACH;
    List<Integer> around = step.repeats() ? rounds : part.rounds;
    int size = each ? LoopSteps.items(state.made).size() : step.next().size();
    List<Long> made = new ArrayList<>();
    String join = "";
    for (int i = 0; i < size; i++) {
      List<Integer> indices = each ? Part.plus(part.indices, i) : part.indices;
      Part inner = new Part(indices, around, new HashMap<>());
      Left left = part(step.next().get(each ? 0 : i), state.with(state.made), inner);
      made.add(left.state.made);
      join = left.next;
    }
    return new Left(state.with(LoopSteps.join(made)), join);
  }
}
