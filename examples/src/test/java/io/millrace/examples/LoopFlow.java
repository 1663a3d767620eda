package io.millrace.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A flow of random shape that has loops, as Java code and as the steps that {@link LoopOracle}
 * follows.
 *
 * <p>Each task makes one number of all that led to it, so that a number is one visit's alone. The
 * numbers decide where switches lead and how far a foreach splits.
 */
final class LoopFlow {
  private static final int DEEPEST = 3;
  private static final int TRIES = 10_000;
  private static final int FEWEST_TASKS = 25;
  private static final int MOST_TASKS = 75;

  /** What a sequence of steps is made of. */
  enum Unit {
    STEP,
    BRANCH,
    FOREACH,
    CHOICE,
    ITSELF,
    HEAD,
    END,
    MIDDLE,
    TWO_IN_ONE
  }

  /** Where a step leads. */
  enum Way {
    ON,
    BRANCH,
    FOREACH,
    CHOICE,
    LOOP,
    TWO_LOOPS
  }

  /**
   * A step.
   *
   * @param number in its name and in what it makes
   * @param way where it leads
   * @param next the steps that it leads to; of a switch, the last leads out of the loop
   * @param join whether it joins
   * @param repeats whether it is in a loop that does not leave the split around the step
   */
  record Step(int number, Way way, List<String> next, boolean join, boolean repeats) {}

  private final Random random;
  private final String name;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private int count;

  private LoopFlow(long seed, List<List<Unit>> units) {
    this.random = new Random(seed);
    this.name = "Loops" + Long.toUnsignedString(seed) + "Flow";
    steps.put("end", new Step(0, Way.ON, List.of(), false, false));
    String first = "end";
    for (List<Unit> unit : units) {
      first = add(Way.ON, List.of(first), false, false);
      first = unit(unit, first, 0, false);
    }
    steps.put("start", new Step(1, Way.ON, List.of(first), false, false));
  }

  /**
   * A flow with certain units, each of them with another one within, if two are named.
   *
   * @param seed where to begin to look for a flow of moderate size
   */
  static LoopFlow of(long seed, List<List<Unit>> units) {
    for (long next = seed; next < seed + TRIES; next++) {
      LoopFlow made = new LoopFlow(next, units);
      int tasks = new LoopOracle(made, MOST_TASKS).visits().size();
      if (tasks >= FEWEST_TASKS && tasks < MOST_TASKS) {
        return made;
      }
    }
    throw new IllegalStateException("no flow of " + units + " is of moderate size");
  }

  String name() {
    return name;
  }

  Step step(String step) {
    return steps.get(step);
  }

  /** Made from its end to its beginning, as each step names the next; returns the first step. */
  private String sequence(List<Unit> units, String next, int depth, boolean repeats) {
    String first = next;
    for (int left = random.nextInt(2); left > 0; left--) {
      first = unit(List.of(any(depth)), first, depth, repeats);
    }
    return unit(units.isEmpty() ? List.of(any(depth)) : units, first, depth, repeats);
  }

  private Unit any(int depth) {
    Unit[] all = Unit.values();
    return depth < DEEPEST ? all[random.nextInt(all.length)] : Unit.STEP;
  }

  private String unit(List<Unit> units, String next, int depth, boolean repeats) {
    List<Unit> within = units.subList(1, units.size());
    return switch (units.get(0)) {
      case STEP -> add(Way.ON, List.of(next), false, repeats);
      case BRANCH -> {
        String join = add(Way.ON, List.of(next), true, repeats);
        String one = sequence(within, join, depth + 1, false);
        String two = sequence(List.of(), join, depth + 1, false);
        yield add(Way.BRANCH, List.of(one, two), false, repeats);
      }
      case FOREACH -> {
        String join = add(Way.ON, List.of(next), true, repeats);
        String body = sequence(within, join, depth + 1, false);
        yield add(Way.FOREACH, List.of(body), false, repeats);
      }
      case CHOICE -> {
        String one = sequence(within, next, depth + 1, repeats);
        String two = sequence(List.of(), next, depth + 1, repeats);
        yield add(Way.CHOICE, List.of(one, two), false, repeats);
      }
      default -> loop(units.get(0), within, next, depth, repeats);
    };
  }

  private String loop(Unit unit, List<Unit> within, String next, int depth, boolean repeats) {
    // Metaflow would go on counting from one loop of a single step to the next
    String out = isItself(next) ? add(Way.ON, List.of(next), false, repeats) : next;
    String head = "s" + count++;
    String body = unit == Unit.ITSELF ? head : sequence(within, head, depth + 1, true);
    switch (unit) {
      case MIDDLE -> {
        String after = sequence(List.of(), body, depth + 1, true);
        put(head, Way.LOOP, List.of(after, out), false, true);
      }
      case TWO_IN_ONE -> {
        String near = body;
        body = sequence(List.of(), near, depth + 1, true);
        put(head, Way.TWO_LOOPS, List.of(near, body, out), false, true);
      }
      default -> put(head, Way.LOOP, List.of(body, out), false, true);
    }
    return unit == Unit.HEAD ? head : body;
  }

  private boolean isItself(String step) {
    return steps.containsKey(step) && steps.get(step).next.contains(step);
  }

  private String add(Way way, List<String> next, boolean join, boolean repeats) {
    String step = "s" + count++;
    put(step, way, next, join, repeats);
    return step;
  }

  private void put(String step, Way way, List<String> next, boolean join, boolean repeats) {
    steps.put(step, new Step(2 + steps.size(), way, next, join, repeats));
  }

  String java() {
    return """
    import io.millrace.*;
    import io.millrace.examples.LoopSteps;
    import java.io.IOException;
    import java.nio.file.*;
    import java.util.*;

    @Flow
    class %1$s {
      @Parameter Path trace = Path.of("trace.txt");
      long made;
      String go;
    %2$s
    %3$s
      private void make(int step, TaskContext task) throws IOException {
        made = LoopSteps.make(made, step, task.index().orElse(-1));
        String line = task.runId() + " " + task.stepName() + " " + task.taskId() + " " + made + "\\n";
        Files.writeString(trace, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
    """
        .formatted(name, fields(), methods());
  }

  private String fields() {
    return steps.entrySet().stream()
        .map(
            each ->
                switch (each.getValue().way) {
                  case FOREACH -> "  List<Integer> items_" + each.getKey() + ";\n";
                  case LOOP, TWO_LOOPS -> "  int round_" + each.getKey() + ";\n";
                  default -> "";
                })
        .collect(Collectors.joining());
  }

  private String methods() {
    return steps.entrySet().stream()
        .map(each -> method(each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }

  private String method(String step, Step what) {
    String inputs = what.join ? "Inputs<" + name + "> inputs, " : "";
    return """
      @Step(%s)
      void %s(%sTaskContext task) throws IOException {
    %s%s    make(%d, task);
    %s  }
    """
        .formatted(
            transition(step, what),
            step,
            inputs,
            step.equals("start") ? zero() : "",
            what.join ? joining() : "",
            what.number,
            deciding(step, what));
  }

  private String zero() {
    return rounds().stream().map(round -> "    " + round + " = 0;\n").collect(Collectors.joining());
  }

  private String joining() {
    return rounds().stream()
        .map(
            round ->
                "    %1$s = inputs.stream().findFirst().orElseThrow().%1$s;\n".formatted(round))
        .collect(
            Collectors.joining(
                "",
                "    made = LoopSteps.join(inputs.stream().map(input -> input.made).toList());\n",
                ""));
  }

  private List<String> rounds() {
    return steps.keySet().stream()
        .filter(each -> steps.get(each).way == Way.LOOP || steps.get(each).way == Way.TWO_LOOPS)
        .map(each -> "round_" + each)
        .toList();
  }

  private static String transition(String step, Step what) {
    if (what.next.isEmpty()) {
      return "";
    }
    return switch (what.way) {
      case ON, BRANCH ->
          what.next.stream().collect(Collectors.joining("\", \"", "next = {\"", "\"}"));
      case FOREACH -> "next = \"%s\", foreach = \"items_%s\"".formatted(what.next.get(0), step);
      default -> {
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < what.next.size(); i++) {
          cases.add("\"" + i + "=" + what.next.get(i) + "\"");
        }
        yield "condition = \"go\", next = {" + String.join(", ", cases) + "}";
      }
    };
  }

  private static String deciding(String step, Step what) {
    return switch (what.way) {
      case ON, BRANCH -> "";
      case FOREACH -> "    items_" + step + " = LoopSteps.items(made);\n";
      case CHOICE -> "    go = \"\" + LoopSteps.choose(made);\n";
      default ->
          """
              int way = LoopSteps.leave(made, round_%1$s, %2$d);
              round_%1$s = way == %2$d ? 0 : round_%1$s + 1;
              go = "" + way;
          """
              .formatted(step, what.next.size() - 1);
    };
  }
}
