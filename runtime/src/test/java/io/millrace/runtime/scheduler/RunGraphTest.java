package io.millrace.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowGraph.NodeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunGraphTest {

  /** Each foreach has two elements; a switch's choices are those of its visits one by one. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no loop, nested foreach           | start>each:o o>each:i i>ij ij*>oj oj*>end              |                        | start[][] o[0][] o[1][] i[0,0][] i[0,1][] i[1,0][] i[1,1][] ij[0][] ij[1][] oj[][] end[][]
          a switch that leads to itself     | start>s s>?s,end                                       | s=s,s,end              | start[][] s[][0] s[][1] s[][2] end[][]
          the same in a foreach             | start>each:s s>?s,e e>j j*>end                         | s=s,s,e,e              | start[][] s[0][0] s[1][0] s[0][1] s[1][1] e[0][] e[1][] j[][] end[][]
          two such, as Metaflow counts them | start>s s>?s,t t>?t,end                                | s=s,t t=t,end          | start[][] s[][0] s[][1] t[][2] t[][3] end[][]
          two such with a step between      | start>s s>?s,m m>t t>?t,end                            | s=s,m t=t,end          | start[][] s[][0] s[][1] m[][] t[][0] t[][1] end[][]
          the switch at the head            | start>h h>?a,b,end a>h b>h                             | h=a,b,a,end            | start[][] h[][0] a[][0] h[][1] b[][0] h[][2] a[][1] h[][3] end[][]
          the switch at the end             | start>a a>b b>?a,end                                   | b=a,end                | start[][] a[][0] b[][0] a[][1] b[][1] end[][]
          the switch in the middle          | start>a a>m m>?b,end b>a                               | m=b,b,end              | start[][] a[][0] m[][0] b[][0] a[][1] m[][1] b[][1] a[][2] m[][2] end[][]
          two loops in one                  | start>a a>b b>c c>?a,b,end                             | c=b,a,end              | start[][] a[][0] b[][0] c[][0] b[][1] c[][1] a[][1] b[][2] c[][2] end[][]
          a loop in a loop, entered again   | start>a a>s s>?s,w w>?a,end                            | s=s,w,s,w w=a,end      | start[][] a[][0] s[][0] s[][1] w[][0] a[][1] s[][2] s[][3] w[][1] end[][]
          a loop that begins at start       | start>w w>?start,end                                   | w=start,end            | start[][0] w[][0] start[][1] w[][1] end[][]
          a foreach in a loop               | start>f f>each:x x>j j*>w w>?f,end                     | w=f,end                | start[][] f[][0] x[0][0] x[1][0] j[][0] w[][0] f[][1] x[0][1] x[1][1] j[][1] w[][1] end[][]
          a loop in a foreach in a loop     | start>f f>each:s s>?s,e e>j j*>w w>?f,end              | s=s,e,e,e,e w=f,end    | start[][] f[][0] s[0][0,0] s[1][0,0] s[0][0,1] e[1][0] e[0][0] j[][0] w[][0] f[][1] s[0][1,0] s[1][1,0] e[0][1] e[1][1] j[][1] w[][1] end[][]
          branches in a loop                | start>s s>a,b a>j b>j j*>w w>?s,end                    | w=s,end                | start[][] s[][0] a[][0] b[][0] j[][0] w[][0] s[][1] a[][1] b[][1] j[][1] w[][1] end[][]
          a loop in a branch                | start>a,b a>?a,x x>j b>j j*>end                        | a=a,x                  | start[][] a[][0] b[][] a[][1] x[][] j[][] end[][]
          a join that splits, in a loop     | start>f f>each:x x>j j*>each:y y>k k*>w w>?f,end       | w=f,end                | start[][] f[][0] x[0][0] x[1][0] j[][0] y[0][0] y[1][0] k[][0] w[][0] f[][1] x[0][1] x[1][1] j[][1] y[0][1] y[1][1] k[][1] w[][1] end[][]
          numParallel                       | start>3:x x>j j*>end                                   |                        | start[][] x[0][] x[1][] x[2][] j[][] end[][]
          """)
  void eachVisitHasItsOwnIdentity(String what, String flow, String choices, String visits) {
    assertEquals(visits, String.join(" ", walk(flow, choices)));
  }

  /** What is stored as {@code _iteration_stack} would else grow round by round. */
  @Test
  void aLongLoopNeedsNoMoreThanAShortOne() {
    RunGraph graph = new RunGraph(FlowGraph.of(FlowText.flow("start>h h>?a,end a>h")));
    PlannedTask task = graph.start(ParametersTask.PATH);
    for (int i = 0; i < 200_001; i++) {
      task = graph.after(task, List.of(task.step.equals("h") ? "a" : "h"), -1).get(0);
    }
    assertEquals("h[][100000]", task.visit().toString());
  }

  private static List<String> walk(String flow, String choices) {
    FlowGraph graph = FlowGraph.of(FlowText.flow(flow));
    RunGraph following = new RunGraph(graph);
    Map<String, ArrayDeque<String>> chosen = new HashMap<>();
    for (String each : choices == null ? new String[0] : choices.split(" ")) {
      String[] sides = each.split("=");
      chosen.put(sides[0], new ArrayDeque<>(Arrays.asList(sides[1].split(","))));
    }
    List<String> visits = new ArrayList<>();
    ArrayDeque<PlannedTask> open = new ArrayDeque<>(List.of(following.start(ParametersTask.PATH)));
    for (PlannedTask task = open.poll(); task != null; task = open.poll()) {
      visits.add(task.visit().toString());
      FlowGraph.Node node = graph.node(task.step);
      List<String> next =
          node.type() == NodeType.SPLIT_SWITCH
              ? List.of(chosen.getOrDefault(task.step, new ArrayDeque<>()).remove())
              : node.step().transition().targets();
      int splits =
          switch (node.type()) {
            case SPLIT_FOREACH -> 2;
            case SPLIT_PARALLEL -> 3;
            default -> -1;
          };
      open.addAll(following.after(task, next, splits));
    }
    return visits;
  }
}
