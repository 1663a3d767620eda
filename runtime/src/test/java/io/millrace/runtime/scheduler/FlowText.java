package io.millrace.runtime.scheduler;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Position;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flows of tests, as text. */
final class FlowText {
  private static final Position HERE = new Position("F.java", 1);

  private FlowText() {}

  /**
   * Reads {@code step>next}, {@code step>branch,branch}, {@code step>each:next}, {@code
   * step>3:next}, {@code step>?case,case}; {@code *} marks a join.
   */
  static FlowManifest flow(String text) {
    List<StepMethod> steps = new ArrayList<>();
    for (String part : (text.strip() + " end>").split("\\s+", -1)) {
      String[] sides = part.split(">", -1);
      boolean join = sides[0].endsWith("*");
      String name = join ? sides[0].substring(0, sides[0].length() - 1) : sides[0];
      steps.add(new StepMethod(name, transition(sides[1]), join, "", List.of(), HERE));
    }
    return new FlowManifest("F", "F", "", HERE, List.of(), List.of(), steps, List.of());
  }

  private static Transition transition(String next) {
    if (next.isEmpty()) {
      return new Transition.End();
    } else if (next.startsWith("each:")) {
      return new Transition.Foreach("items", next.substring(5));
    } else if (next.startsWith("3:")) {
      return new Transition.Parallel(3, next.substring(2));
    } else if (next.startsWith("?")) {
      Map<String, String> cases = new LinkedHashMap<>();
      for (String target : next.substring(1).split(",")) {
        cases.put("case " + target, target);
      }
      return new Transition.Switch("choice", cases);
    }
    List<String> names = List.of(next.split(","));
    return names.size() == 1 ? new Transition.Linear(next) : new Transition.Branch(names);
  }
}
