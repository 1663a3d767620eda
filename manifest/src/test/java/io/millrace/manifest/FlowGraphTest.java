package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowGraphTest {

  /** The structures are those that Metaflow 2.19.39 prints, but for the last two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start>end                                            | [start, end]
          start>a,b a>j b>j j*>end                             | [start, [[a], [b]], j, end]
          start>each:x x>j j*>end                              | [start, [[x]], j, end]
          start>each:o o>each:i i>ij ij*>oj oj*>s s>a,b a>j b>j j*>w w>?odd,even odd>end even>end | [start, [[o, [[i]], ij]], oj, s, [[a], [b]], j, w, [[odd], [even]], end]
          start>w w>?w,end                                     | [start, w, [[]], end]
          start>a,b a>w w>?x,y x>j y>j b>j j*>end              | [start, [[a, w, [[x], [y]]], [b]], j, end]
          start>w w>?x,y x>z y>z z>end                         | [start, w, [[x, z], [y, z]], end]
          start>work work>w w>?again,end again>work            | [start, work, w, [[again], []], end]
          """)
  void foldsIntoMetaflowsStructure(String steps, String structure) {
    assertEquals(structure, FlowGraph.of(flow(steps)).structure().toString());
  }

  @Test
  void aJoinClosesTheInnermostOpenSplit() {
    FlowGraph graph = FlowGraph.of(flow("start>each:o o>a,b a>ij b>ij ij*>oj oj*>end"));

    assertEquals(Optional.of("ij"), graph.node("o").matchingJoin());
    assertEquals(Optional.of("oj"), graph.node("start").matchingJoin());
    assertEquals(Optional.of("o"), graph.node("ij").split());
    assertEquals(List.of("a", "b"), graph.node("ij").previous());
    assertEquals(FlowGraph.NodeType.SPLIT_FOREACH, graph.node("start").type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start |
          look  | start
          halve | start look triple end
          end   | start look halve triple
          """)
  void knowsWhatCanRunBeforeAStepHasRun(String step, String before) {
    FlowGraph graph =
        FlowGraph.of(flow("start>look look>?halve,triple,end halve>look triple>look"));

    assertEquals(before == null ? Set.of() : Set.of(before.split(" ")), graph.before(step));
  }

  @Test
  void manySwitchesInARowStaySmall() {
    StringBuilder steps = new StringBuilder("start>s0");
    for (int i = 0; i < 60; i++) {
      steps.append(" s%d>?a%d,b%d a%d>s%d b%d>s%d".formatted(i, i, i, i, i + 1, i, i + 1));
    }
    assertEquals(123, FlowGraph.of(flow(steps + " s60>end")).structure().size());
  }

  /**
   * Reads {@code step>next,next}, {@code step>each:next}, {@code step>?case,case}; {@code *} marks
   * a join.
   */
  static FlowManifest flow(String text) {
    Position here = new Position("F.java", 1);
    List<StepMethod> steps = new ArrayList<>();
    for (String part : (text + " end>").split(" ", -1)) {
      String[] sides = part.split(">", -1);
      boolean join = sides[0].endsWith("*");
      String name = join ? sides[0].substring(0, sides[0].length() - 1) : sides[0];
      steps.add(new StepMethod(name, transition(sides[1]), join, "", List.of(), here));
    }
    return new FlowManifest("F", "F", "", here, List.of(), List.of(), steps, List.of());
  }

  private static Transition transition(String next) {
    if (next.isEmpty()) {
      return new Transition.End();
    } else if (next.startsWith("each:")) {
      return new Transition.Foreach("items", next.substring(5));
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
