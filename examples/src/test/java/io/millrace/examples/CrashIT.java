package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills schedulers and workers at random moments and resumes: nothing is lost, and nothing that had
 * finished is done twice.
 *
 * <p>{@code -Dmillrace.crash.seed=N} repeats a sequence of moments; each test prints its seed.
 */
class CrashIT {
  private static final int CHAINS = 10;
  private static final int KILLS = 5;
  private static final int LATEST_KILL_MILLIS = 1200;
  private static final int WORKERS = 16;
  private static final int MOST_TASKS = 1 + 12 + 1 + 1;

  @TempDir Path folder;

  private CrashingFlow flow() {
    String classPath = FlowProcess.JAR + ":" + Path.of("target", "test-classes").toAbsolutePath();
    return new CrashingFlow(folder, classPath, "CrashFlow", MOST_TASKS, WORKERS);
  }

  static LongStream seeds() {
    long first = Long.getLong("millrace.crash.seed", System.nanoTime());
    return LongStream.range(first, first + CHAINS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsKilledIsResumed(long seed) throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    CrashingFlow flow = flow();
    boolean done = false;
    for (int kills = 0; kills < KILLS; ) {
      if (done) {
        flow.forget();
      }
      Process process = start(flow);
      if (!process.waitFor(random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS)) {
        CrashingFlow.kill(process, random);
        kills++;
      }
      int code = flow.await(process);
      done = code == 0;
      assertTrue(code != 2, flow::err);
    }
    if (!done) {
      assertEquals(0, flow.await(start(flow)), flow::out);
    }

    flow.assertEachTaskFinishedOnce(MOST_TASKS);
    assertMetaflowReadsTheStore();
    flow.assertNothingIsLeft();
  }

  @Test
  void aKilledWorkerCostsOneAttempt() throws Exception {
    List<String> command =
        flow()
            .command(
                "run",
                "--with",
                "retry:times=3,minutes_between_retries=0",
                "--trace",
                folder.resolve("trace.txt").toString());
    Process process = inFolder(command).start();
    List<String> lines;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      while (!out.readLine().contains("[start/1] starts")) {
        assertTrue(process.isAlive(), "the run ends before its first task starts");
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      lines = out.lines().toList();
    }

    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the run hangs");
    assertEquals(0, process.exitValue(), lines::toString);
  }

  private Process start(CrashingFlow flow) throws IOException {
    return flow.start("--trace", folder.resolve("trace.txt").toString());
  }

  private ProcessBuilder inFolder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    FlowProcess.forgetSettings(builder, folder);
    return builder.redirectErrorStream(true);
  }

  private void assertMetaflowReadsTheStore() throws IOException {
    FlowProcess.Result result = FlowProcess.python(folder, "read_flow.py", "CrashFlow");
    assertEquals(0, result.code(), result::toString);
    Map<String, Object> runs = JSON.std.mapFrom(result.out());
    String last = Files.readString(folder.resolve("run-id"));
    assertEquals(Map.of("successful", true, "sum", 66), runs.get(last), result::toString);
    try (Stream<Path> files = Files.list(folder.resolve(".metaflow").resolve("CrashFlow"))) {
      long written =
          files.filter(file -> Files.exists(file.resolve("_meta").resolve("_self.json"))).count();
      assertEquals(written, runs.size(), result::toString);
    }
  }
}
