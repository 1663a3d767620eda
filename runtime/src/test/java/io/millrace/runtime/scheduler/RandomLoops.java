package io.millrace.runtime.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes flows of random shape, most of them with loops, in the notation of {@link FlowText}. */
final class RandomLoops {
  private static final int DEEPEST = 3;

  private final Random random;
  private final List<String> steps = new ArrayList<>();
  private int count;

  private RandomLoops(long seed) {
    this.random = new Random(seed);
  }

  static String flow(long seed) {
    RandomLoops made = new RandomLoops(seed);
    made.steps.add("start>" + made.sequence("end", 0));
    return String.join(" ", made.steps);
  }

  /** Made from its end to its beginning, as each step names the next; returns the first step. */
  private String sequence(String next, int depth) {
    String first = next;
    for (int left = 1 + random.nextInt(3 - depth / 2); left > 0; left--) {
      first = unit(first, depth);
    }
    return first;
  }

  private String unit(String next, int depth) {
    return switch (depth < DEEPEST ? random.nextInt(10) : 0) {
      case 1 -> split(next, depth, "each:");
      case 2 -> split(next, depth, "3:");
      case 3 -> branch(next, depth);
      case 4 -> choice(next, depth);
      case 5 -> itself(next);
      case 6 -> head(next, depth);
      case 7 -> end(next, depth);
      case 8 -> middle(next, depth);
      case 9 -> twoInOne(next, depth);
      default -> step(next);
    };
  }

  private String step(String next) {
    String name = name();
    steps.add(name + ">" + next);
    return name;
  }

  private String split(String next, int depth, String how) {
    String join = step(next);
    return step(how + sequence(asJoin(join), depth + 1));
  }

  private String branch(String next, int depth) {
    String join = asJoin(step(next));
    return step(sequence(join, depth + 1) + "," + sequence(join, depth + 1));
  }

  private String asJoin(String step) {
    steps.replaceAll(each -> each.startsWith(step + ">") ? each.replaceFirst(">", "*>") : each);
    return step;
  }

  private String choice(String next, int depth) {
    return step("?" + sequence(next, depth + 1) + "," + sequence(next, depth + 1));
  }

  private String itself(String next) {
    String name = name();
    steps.add(name + ">?" + name + "," + next);
    return name;
  }

  private String head(String next, int depth) {
    String name = name();
    steps.add(name + ">?" + sequence(name, depth + 1) + "," + next);
    return name;
  }

  private String end(String next, int depth) {
    String name = name();
    String body = sequence(name, depth + 1);
    steps.add(name + ">?" + body + "," + next);
    return body;
  }

  private String middle(String next, int depth) {
    String name = name();
    String before = sequence(name, depth + 1);
    steps.add(name + ">?" + sequence(before, depth + 1) + "," + next);
    return before;
  }

  /** Two loops that share the switch and the step before it. */
  private String twoInOne(String next, int depth) {
    String name = name();
    String inner = sequence(name, depth + 1);
    String outer = sequence(inner, depth + 1);
    steps.add(name + ">?" + inner + "," + outer + "," + next);
    return outer;
  }

  private String name() {
    return "s" + count++;
  }
}
