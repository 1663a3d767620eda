package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loops of all shapes are killed at random moments and resumed: no visit is lost, none is made
 * twice, and none is endless.
 *
 * <p>{@code -Dmillrace.crash.seed=N} repeats flows and moments; each test prints its seed.
 */
class LoopsIT {
  private static final int KILLS = 3;
  private static final int WORKERS = 3;
  private static final int MOST_STARTS = 12;
  private static final int LATEST_KILL_MILLIS = 40;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "HEAD FOREACH; FOREACH TWO_IN_ONE",
    "END BRANCH; FOREACH MIDDLE",
    "MIDDLE FOREACH; HEAD END",
    "TWO_IN_ONE HEAD; BRANCH ITSELF"
  })
  void whatIsKilledIsResumed(String units) throws Exception {
    long seed = Long.getLong("millrace.crash.seed", System.nanoTime());
    LoopFlow loops = LoopFlow.of(seed, units(units));
    List<List<Object>> visits = new LoopOracle(loops, Integer.MAX_VALUE).visits();
    System.out.println("seed " + seed + ", " + visits.size() + " tasks");
    String classPath = FlowCompiler.compile(folder, loops.name(), loops.java());
    CrashingFlow flow = new CrashingFlow(folder, classPath, loops.name(), visits.size(), WORKERS);

    crash(flow, visits.size(), new Random(seed), "--trace", folder.resolve("trace.txt").toString());

    flow.assertEachTaskFinishedOnce(visits.size());
    assertEquals(sorted(visits), read(loops.name(), flow.run(), "made"));
    assertTakesOverAllButTheEnd(flow, visits.size());
  }

  @Test
  void aLongLoopWithTheSwitchAtItsHead() throws Exception {
    List<List<Object>> visits = collatz(27);
    CrashingFlow flow =
        new CrashingFlow(folder, FlowProcess.JAR.toString(), "SwitchFlow", visits.size(), WORKERS);

    crash(flow, visits.size(), new Random(), "--begin", "27");

    assertEquals(sorted(visits), read("SwitchFlow", flow.run(), "number"));
    assertTakesOverAllButTheEnd(flow, visits.size());
    assertEquals(
        0, flow.await(flow.start(flow.command("resume", "halve", "--origin-run-id", flow.run()))));
    assertTrue(flow.out().contains(" 4 finished tasks are taken over."), flow::out);
    assertEquals(visits.size() - 4, flow.done(), flow::out);
  }

  @Test
  void tasksThatAreRetriedOrCaughtAreVisitsToo() throws Exception {
    List<List<Object>> visits = failing();
    String classPath = FlowProcess.JAR + ":" + Path.of("target", "test-classes").toAbsolutePath();
    CrashingFlow flow =
        new CrashingFlow(folder, classPath, "FailingLoopFlow", visits.size(), WORKERS);

    crash(flow, visits.size(), new Random());

    assertEquals(sorted(visits), read("FailingLoopFlow", flow.run(), "round"));
    assertTakesOverAllButTheEnd(flow, visits.size());
  }

  /** As they were stored where a round was counted only when a switch leads backwards. */
  @Test
  void roundsThatAreNotCountedAreRefused() throws Exception {
    List<List<Object>> visits = collatz(6);
    CrashingFlow flow =
        new CrashingFlow(folder, FlowProcess.JAR.toString(), "SwitchFlow", visits.size(), WORKERS);
    assertEquals(0, flow.await(flow.start()));
    String run = flow.run();
    forgetRounds(folder.resolve(".metaflow/SwitchFlow").resolve(run));

    assertEquals(2, flow.await(flow.start()));
    assertEquals("", flow.out());
    assertEquals(
        "Error: The run SwitchFlow/"
            + run
            + " cannot be resumed from where it stopped: its tasks look/2 and look/18 are stored as the same visit, look[][0]."
            + " Use 'resume look' to run 'look' again, and all that follows it.\n",
        flow.err());
    try (Stream<Path> runs = Files.list(folder.resolve(".metaflow/SwitchFlow"))) {
      assertEquals(1, runs.filter(each -> each.getFileName().toString().matches("\\d+")).count());
    }
    assertEquals(0, flow.await(flow.start(flow.command("resume", "look", "--origin-run-id", run))));
    assertEquals(sorted(visits), read("SwitchFlow", flow.run(), "number"));
  }

  private static List<List<LoopFlow.Unit>> units(String text) {
    return Arrays.stream(text.split("; "))
        .map(each -> Arrays.stream(each.split(" ")).map(LoopFlow.Unit::valueOf).toList())
        .toList();
  }

  /** Runs, kills and resumes a flow until it is done. */
  private static void crash(CrashingFlow flow, int tasks, Random random, String... parameters)
      throws Exception {
    int code = -1;
    for (int starts = 0; code != 0; starts++) {
      assertTrue(starts < MOST_STARTS, () -> "it makes no progress:\n" + flow.out());
      Process process = flow.start(parameters);
      if (starts < KILLS) {
        int enough = random.nextInt(tasks / KILLS);
        flow.await(process, () -> flow.done() >= enough);
        Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
        CrashingFlow.kill(process, random);
      }
      code = flow.await(process);
      assertTrue(code != 2, flow::err);
    }
  }

  private static void assertTakesOverAllButTheEnd(CrashingFlow flow, int tasks) throws Exception {
    Process process = flow.start(flow.command("resume", "end", "--origin-run-id", flow.run()));
    assertEquals(0, flow.await(process), flow::out);
    assertTrue(
        flow.out().contains(" " + (tasks - 1) + " finished tasks are taken over."), flow::out);
    assertEquals(1, flow.done(), flow::out);
  }

  /** What Metaflow's client reads of a run. */
  private List<String> read(String flow, String run, String artifact) throws IOException {
    FlowProcess.Result result =
        FlowProcess.python(folder, "read_visits.py", flow + "/" + run, artifact);
    assertEquals(0, result.code(), result::toString);
    return sorted(JSON.std.listFrom(result.out()));
  }

  private static List<String> sorted(List<?> visits) {
    return visits.stream().map(String::valueOf).sorted().toList();
  }

  /** The visits of {@link SwitchFlow}. */
  private static List<List<Object>> collatz(long begin) {
    List<List<Object>> visits = new ArrayList<>();
    visits.add(visit("start", List.of(), begin));
    long number = begin;
    int halved = 0;
    int tripled = 0;
    while (number != 1) {
      visits.add(visit("look", List.of(halved + tripled), number));
      boolean even = number % 2 == 0;
      number = even ? number / 2 : 3 * number + 1;
      visits.add(visit(even ? "halve" : "triple", List.of(even ? halved++ : tripled++), number));
    }
    visits.add(visit("look", List.of(halved + tripled), number));
    visits.add(visit("end", List.of(), number));
    return visits;
  }

  /** The visits of {@link FailingLoopFlow}. */
  private static List<List<Object>> failing() {
    List<List<Object>> visits = new ArrayList<>();
    visits.add(visit("start", List.of(), 0));
    for (int round = 0; round < FailingLoopFlow.ROUNDS; round++) {
      List<Integer> rounds = List.of(round);
      visits.add(visit("split", rounds, round));
      for (int item = 0; item < FailingLoopFlow.ITEMS; item++) {
        visits.add(List.of("flaky", List.of(item), rounds, round));
        visits.add(List.of("broken", List.of(item), rounds, round));
      }
      visits.add(visit("gather", rounds, round + 1));
      visits.add(visit("again", rounds, round + 1));
    }
    visits.add(visit("end", List.of(), FailingLoopFlow.ROUNDS));
    return visits;
  }

  private static List<Object> visit(String step, List<Integer> rounds, long number) {
    return List.of(step, List.of(), rounds, number);
  }

  /** Stores for all tasks of a step the rounds of its first one. */
  private static void forgetRounds(Path run) throws IOException {
    Pattern rounds = Pattern.compile("\"_iteration_stack\":\"[0-9a-f]{40}\"");
    for (String step : List.of("look", "halve", "triple")) {
      List<Path> tasks;
      try (Stream<Path> all = Files.list(run.resolve(step))) {
        tasks =
            all.filter(each -> !each.endsWith("_meta"))
                .sorted(Comparator.comparing(each -> Integer.valueOf("" + each.getFileName())))
                .toList();
      }
      String data = Files.readString(tasks.get(0).resolve("0.data.json"));
      String first = rounds.matcher(data).results().findFirst().orElseThrow().group();
      for (Path task : tasks) {
        Path file = task.resolve("0.data.json");
        Files.writeString(file, rounds.matcher(Files.readString(file)).replaceFirst(first));
      }
    }
  }
}
