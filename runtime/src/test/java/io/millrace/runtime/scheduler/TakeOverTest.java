package io.millrace.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.manifest.FlowGraph;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.scheduler.OriginRun.Finished;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeOverTest {
  private static final int FLOWS = 2_000;

  /** Each flow is stopped some times, and each time resumed from what had finished by then. */
  @Test
  void whatIsStoppedAnywhereIsResumedThere() {
    for (int seed = 0; seed < FLOWS; seed++) {
      String text = RandomLoops.flow(seed);
      FlowGraph graph = FlowGraph.of(FlowText.flow(text));
      Random random = new Random(seed);
      SimulatedRun whole = new SimulatedRun(graph);
      whole.start();
      whole.run(Integer.MAX_VALUE, random);

      SimulatedRun run = new SimulatedRun(graph);
      run.start();
      boolean done = run.run(random.nextInt(whole.tasks() + 1), random);
      while (!done) {
        SimulatedRun next = new SimulatedRun(graph);
        next.resume(run);
        run = next;
        done = run.run(1 + random.nextInt(whole.tasks()), random);
      }

      assertEquals(whole.visits(), run.visits(), text);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing is stored            | start>a a>end                   |                                  |             | start[][]
          all is stored                | start>a a>end                   | start[][]>a a[][]>end end[][]>   | start a end |
          a step leads elsewhere       | start>a a>b b>end               | start[][]>a a[][]>end end[][]>   | start       | a[][]
          a switch has lost a case     | start>h h>?b,end b>h            | start[][]>h h[][0]>a a[][0]>h    | start       | h[][0]
          a step became a branch       | start>a,b a>j b>j j*>end        | start[][]>a a[][]>end end[][]>   |             | start[][]
          a loop was put around a step | start>a a>w w>?a,end            | start[][]>a a[][]>w w[][]>end    | start       | a[][0]
          a foreach is as it was       | start>each:x x>j j*>end         | start[][]>2:x x[0][]>j x[1][]>j  | start x x   | j[][]
          half of a foreach            | start>each:x x>j j*>end         | start[][]>2:x x[1][]>j           | start x     | x[0][]
          too many elements            | start>each:x x>j j*>end         | start[][]>9:x x[0][]>j           |             | start[][]
          a foreach without a number   | start>each:x x>j j*>end         | start[][]>x x[0][]>j             |             | start[][]
          another numParallel          | start>3:x x>j j*>end            | start[][]>2:x x[0][]>j           |             | start[][]
          a gap in a loop              | start>s s>?s,end                | start[][]>s s[][0]>s s[][2]>end  | start s     | s[][1]
          a loop without an end        | start>s s>?s,end                | start[][]>s s[][0]>s s[][1]>s    | start s s   | s[][2]
          """)
  void takesWhatTheFlowStillLeadsTo(
      String what, String flow, String stored, String taken, String open) {
    RunGraph graph = new RunGraph(FlowGraph.of(FlowText.flow(flow)));
    Map<String, Finished> origin = stored(stored == null ? "" : stored);

    TakeOver found =
        TakeOver.of(visit -> Optional.ofNullable(origin.remove(visit.toString())), graph, 5);

    assertEquals(
        taken == null ? List.of() : List.of(taken.split(" ")),
        found.taken().stream().map(each -> each.task().step).toList());
    assertEquals(
        open == null ? List.of() : List.of(open),
        found.open().stream().map(each -> each.visit().toString()).toList());
  }

  /** Reads {@code visit>next} and {@code visit>splits:next}. */
  private static Map<String, Finished> stored(String text) {
    Map<String, Finished> all = new HashMap<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] sides = each.split(">", -1);
      String step = sides[0].substring(0, sides[0].indexOf('['));
      int colon = sides[1].indexOf(':');
      int splits = colon < 0 ? -1 : Integer.parseInt(sides[1].substring(0, colon));
      String next = sides[1].substring(colon + 1);
      TaskPath path = new TaskPath("F", "1", step, Integer.toString(all.size() + 1));
      all.put(sides[0], new Finished(path, 0, next.isEmpty() ? List.of() : List.of(next), splits));
    }
    return all;
  }
}
