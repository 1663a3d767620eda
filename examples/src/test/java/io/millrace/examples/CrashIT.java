package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  @TempDir Path folder;

  static LongStream seeds() {
    long first = Long.getLong("millrace.crash.seed", System.nanoTime());
    return LongStream.range(first, first + CHAINS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsKilledIsResumed(long seed) throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    boolean done = false;
    for (int kills = 0; kills < KILLS; ) {
      Process process = start(done);
      if (!process.waitFor(random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS)) {
        kill(process, random);
        kills++;
      }
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the run hangs");
      done = process.exitValue() == 0;
      assertTrue(process.exitValue() != 2, () -> FlowProcess.read(folder.resolve("err.txt")));
    }
    if (!done) {
      Process last = start(false);
      assertTrue(last.waitFor(1, TimeUnit.MINUTES), "the run hangs");
      assertEquals(0, last.exitValue(), () -> FlowProcess.read(folder.resolve("out.txt")));
    }

    assertEachTaskFinishedOnce();
    assertMetaflowReadsTheStore();
  }

  @Test
  void aKilledWorkerCostsOneAttempt() throws Exception {
    List<String> command =
        command(
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

  /** Goes on where the last run was killed; begins anew if that was done, or had not begun. */
  private Process start(boolean done) throws IOException {
    Path id = folder.resolve("run-id");
    if (done) {
      Files.delete(id);
      Files.deleteIfExists(folder.resolve("trace.txt"));
    }
    return start(
        Files.exists(id)
            ? command("resume", "--origin-run-id", Files.readString(id))
            : command("run", "--trace", folder.resolve("trace.txt").toString()));
  }

  private ProcessBuilder inFolder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    FlowProcess.forgetSettings(builder, folder);
    return builder.redirectErrorStream(true);
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(FlowProcess.JAR + ":" + Path.of("target", "test-classes").toAbsolutePath());
    command.add("io.millrace.runtime.Main");
    command.add("CrashFlow");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--run-id-file", "run-id"));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    return FlowProcess.start(
        folder, command, Map.of(), folder.resolve("out.txt"), folder.resolve("err.txt"));
  }

  /** Kills the scheduler or one of its workers, as the kernel does when memory runs out. */
  private static void kill(Process process, Random random) throws Exception {
    List<ProcessHandle> workers = process.descendants().toList();
    boolean scheduler = workers.isEmpty() || random.nextBoolean();
    if (!scheduler) {
      workers.get(random.nextInt(workers.size())).destroyForcibly();
      return;
    }
    process.destroyForcibly();
    for (ProcessHandle worker : workers) {
      worker.onExit().get(1, TimeUnit.MINUTES);
    }
  }

  /**
   * Of all tasks that began with one step and index, one alone has finished, and it is the last.
   */
  private void assertEachTaskFinishedOnce() throws IOException {
    Map<String, List<Boolean>> finished = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("trace.txt"))) {
      String[] word = line.split(" ");
      Path task = folder.resolve(".metaflow").resolve("CrashFlow").resolve(word[0]);
      finished
          .computeIfAbsent(word[1] + " " + word[3], unused -> new ArrayList<>())
          .add(Files.exists(task.resolve(word[1]).resolve(word[2]).resolve("0.DONE.lock")));
    }
    assertEquals(1 + 12 + 1 + 1, finished.size(), finished::toString);
    finished.forEach(
        (task, attempts) -> {
          assertEquals(attempts.size() - 1, attempts.indexOf(true), () -> task + " " + attempts);
        });
  }

  private void assertMetaflowReadsTheStore() throws IOException {
    FlowProcess.Result result = FlowProcess.python(folder, "read_flow.py", "CrashFlow");
    assertEquals(0, result.code(), result::toString);
    Map<String, Object> runs = JSON.std.mapFrom(result.out());
    String last = Files.readString(folder.resolve("run-id"));
    assertEquals(Map.of("successful", true, "sum", 66), runs.get(last), result::toString);
    try (Stream<Path> files = Files.list(folder.resolve(".metaflow").resolve("CrashFlow"))) {
      long written = files.filter(file -> file.getFileName().toString().matches("\\d+")).count();
      assertEquals(written, runs.size(), result::toString);
    }
  }
}
