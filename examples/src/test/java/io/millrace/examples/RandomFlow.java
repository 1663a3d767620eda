package io.millrace.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A flow of random shape, in the languages of Millrace and of Metaflow, and what a run of it does.
 *
 * <p>It keeps to what Metaflow allows: only a switch onto itself loops, joins do not split, and a
 * switch does not lead straight to a join.
 */
final class RandomFlow {
  private static final int DEEPEST = 3;

  private final String name;
  private final Random random;
  private final List<String> javaFields = new ArrayList<>();
  private final List<String> javaSteps = new ArrayList<>();
  private final List<String> pythonSteps = new ArrayList<>();
  private final List<String> counters = new ArrayList<>();
  private final Map<String, Integer> tasks = new TreeMap<>();
  private final long paths;
  private int steps;

  RandomFlow(int seed) {
    this.name = "Random" + seed + "Flow";
    this.random = new Random(seed);
    Part all = sequence("end", 0, 1);
    this.paths = all.paths;
    start(all.first);
    tasks.put("end", 1);
    javaSteps.add("  @Step\n  void end() {\n    System.out.println(\"paths: \" + paths);\n  }\n");
    pythonSteps.add("    @step\n    def end(self):\n        print(\"paths: %d\" % self.paths)\n");
  }

  /**
   * Some steps in a row.
   *
   * @param first the step that they begin with
   * @param paths how many ways through them are taken, and summed up by the joins
   */
  private record Part(String first, long paths) {}

  String name() {
    return name;
  }

  /** How many tasks each step has. */
  Map<String, Integer> tasks() {
    return tasks;
  }

  /** How many ways from start to end are taken. */
  long paths() {
    return paths;
  }

  String java() {
    return """
    import io.millrace.*;
    import java.util.*;

    @Flow
    class %s {
      long paths;
      List<String> seen;
    %s
    %s
      private static List<String> plus(List<String> before, String step) {
        List<String> all = new ArrayList<>(before);
        all.add(step);
        return all;
      }
    }
    """
        .formatted(name, String.join("\n", javaFields), String.join("\n", javaSteps));
  }

  String python() {
    return """
    from metaflow import FlowSpec, step


    class %s(FlowSpec):
    %s

    if __name__ == "__main__":
        %1$s()
    """
        .formatted(name, String.join("\n", pythonSteps));
  }

  private void start(String next) {
    tasks.put("start", 1);
    String java = counters.stream().map(field -> field + " = 0; ").collect(Collectors.joining());
    String python =
        counters.stream()
            .map(field -> "        self." + field + " = 0\n")
            .collect(Collectors.joining());
    javaSteps.add(
        "  @Step(next = \"%s\")\n  void start() {\n    paths = 1; %sseen = List.of(\"start\");\n  }\n"
            .formatted(next, java));
    pythonSteps.add(
        "    @step\n    def start(self):\n        self.paths = 1\n%s        self.seen = [\"start\"]\n        self.next(self.%s)\n"
            .formatted(python, next));
  }

  /** Made from its end to its beginning, as each step names the next. */
  private Part sequence(String next, int depth, int times) {
    Part made = linear(next, times);
    for (int left = random.nextInt(3); left > 0; left--) {
      Part before = unit(made.first, depth, times);
      made = new Part(before.first, before.paths * made.paths);
    }
    return made;
  }

  private Part unit(String next, int depth, int times) {
    return switch (depth < DEEPEST ? random.nextInt(5) : 0) {
      case 1 -> branch(next, depth, times);
      case 2 -> foreach(next, depth, times);
      case 3 -> choice(next, depth, times);
      case 4 -> loop(next, times);
      default -> linear(next, times);
    };
  }

  private Part linear(String next, int times) {
    String step = step("linear", times);
    write(step, false, "next = \"" + next + "\"", "", "self." + next, "");
    return new Part(step, 1);
  }

  private String join(String next, int times) {
    String step = step("join", times);
    write(step, true, "next = \"" + next + "\"", "", "self." + next, "");
    return step;
  }

  private Part branch(String next, int depth, int times) {
    String step = step("branch", times);
    String join = join(next, times);
    List<Part> parts =
        IntStream.range(0, 2 + random.nextInt(2))
            .mapToObj(i -> sequence(join, depth + 1, times))
            .toList();
    write(step, false, "next = {" + list(parts, "\"%s\"") + "}", "", list(parts, "self.%s"), "");
    return new Part(step, parts.stream().mapToLong(Part::paths).sum());
  }

  private Part foreach(String next, int depth, int times) {
    int count = 1 + random.nextInt(3);
    String step = step("foreach", times);
    Part body = sequence(join(next, times), depth + 1, times * count);
    String items = "items_" + step;
    javaFields.add("  List<String> " + items + ";");
    String values =
        IntStream.range(0, count).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(", "));
    write(
        step,
        false,
        "next = \"%s\", foreach = \"%s\"".formatted(body.first, items),
        items + " = List.of(" + values + ");",
        "self." + body.first + ", foreach=\"" + items + "\"",
        "self." + items + " = [" + values + "]");
    return new Part(step, count * body.paths);
  }

  private Part choice(String next, int depth, int times) {
    boolean second = random.nextBoolean();
    String step = step("choice", times);
    Part one = sequence(next, depth + 1, second ? 0 : times);
    Part two = sequence(next, depth + 1, second ? times : 0);
    String field = "chosen_" + step;
    javaFields.add("  String " + field + ";");
    String value = " = \"" + (second ? "two" : "one") + "\"";
    write(
        step,
        false,
        "next = {\"one=%s\", \"two=%s\"}, condition = \"%s\""
            .formatted(one.first, two.first, field),
        field + value + ";",
        "{\"one\": self.%s, \"two\": self.%s}, condition=\"%s\""
            .formatted(one.first, two.first, field),
        "self." + field + value);
    return second ? new Part(step, two.paths) : new Part(step, one.paths);
  }

  private Part loop(String next, int times) {
    int rounds = 1 + random.nextInt(3);
    String step = step("loop", times * rounds);
    String round = "round_" + step;
    String go = "go_" + step;
    counters.add(round);
    javaFields.add("  int " + round + ";");
    javaFields.add("  String " + go + ";");
    write(
        step,
        false,
        "next = {\"on=%s\", \"out=%s\"}, condition = \"%s\"".formatted(step, next, go),
        "%s++; %s = %1$s < %d ? \"on\" : \"out\"; %1$s %%= %3$d;".formatted(round, go, rounds),
        "{\"on\": self.%s, \"out\": self.%s}, condition=\"%s\"".formatted(step, next, go),
        "self.%s += 1; self.%s = \"on\" if self.%1$s < %d else \"out\"; self.%1$s %%= %3$d"
            .formatted(round, go, rounds));
    return new Part(step, 1);
  }

  private String step(String kind, int times) {
    String step = kind + steps++;
    if (times > 0) {
      tasks.put(step, times);
    }
    return step;
  }

  private static String list(List<Part> parts, String form) {
    return parts.stream().map(part -> form.formatted(part.first)).collect(Collectors.joining(", "));
  }

  private void write(
      String step, boolean join, String next, String java, String pythonNext, String python) {
    String merge =
        join
            ? "paths = inputs.stream().mapToLong(in -> in.paths).sum(); seen = List.of(); inputs.merge(this); "
            : "";
    javaSteps.add(
        "  @Step(%s)\n  void %s(%s) {\n    %sseen = plus(seen, \"%s\"); %s\n  }\n"
            .formatted(next, step, join ? "Inputs<" + name + "> inputs" : "", merge, step, java));
    String mergeInPython =
        join
            ? "        self.paths = sum(i.paths for i in inputs)\n        self.seen = []\n        self.merge_artifacts(inputs)\n"
            : "";
    pythonSteps.add(
        "    @step\n    def %s(self%s):\n%s        self.seen = self.seen + [\"%1$s\"]\n%s        self.next(%s)\n"
            .formatted(
                step,
                join ? ", inputs" : "",
                mergeInPython,
                python.isEmpty() ? "" : "        " + python + "\n",
                pythonNext));
  }
}
