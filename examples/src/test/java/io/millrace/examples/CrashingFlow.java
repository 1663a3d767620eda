package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A flow that is killed and resumed, each time in a process of its own. */
final class CrashingFlow {
  private static final int POLL_MILLIS = 50;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path folder;
  private final String classPath;
  private final String flow;
  private final int mostTasks;
  private final int workers;

  /**
   * @param folder has the datastore, the trace and the run's id
   * @param mostTasks how many tasks a run has; one with more is endless
   * @param workers how many tasks run at once
   */
  CrashingFlow(Path folder, String classPath, String flow, int mostTasks, int workers) {
    this.folder = folder;
    this.classPath = classPath;
    this.flow = flow;
    this.mostTasks = mostTasks;
    this.workers = workers;
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary());
    command.add("-cp");
    command.add(classPath);
    command.add("io.millrace.runtime.Main");
    command.add(flow);
    command.addAll(List.of(arguments));
    command.addAll(List.of("--run-id-file", "run-id", "--max-workers", "" + workers));
    return command;
  }

  private Path temporary() {
    try {
      return Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run that came to its end has removed what those before it had no time to. */
  void assertNothingIsLeft() throws IOException {
    try (Stream<Path> temporary = Files.list(temporary());
        Stream<Path> store = Files.list(folder.resolve(".metaflow"))) {
      assertEquals(List.of(), temporary.toList());
      assertEquals(
          List.of(),
          store.filter(each -> each.getFileName().toString().startsWith(".tmp")).toList());
    }
  }

  /** Goes on where the last run was killed; begins one if there is none. */
  Process start(String... parameters) throws IOException {
    Path id = folder.resolve("run-id");
    List<String> arguments = new ArrayList<>();
    if (Files.exists(id)) {
      arguments.addAll(List.of("resume", "--origin-run-id", run()));
    } else {
      arguments.add("run");
      arguments.addAll(List.of(parameters));
    }
    return start(command(arguments.toArray(String[]::new)));
  }

  Process start(List<String> command) throws IOException {
    return FlowProcess.start(
        folder, command, Map.of(), folder.resolve("out.txt"), folder.resolve("err.txt"));
  }

  /** The next start begins anew. */
  void forget() throws IOException {
    Files.delete(folder.resolve("run-id"));
    Files.deleteIfExists(folder.resolve("trace.txt"));
  }

  /** The run's id. */
  String run() {
    return FlowProcess.read(folder.resolve("run-id"));
  }

  /** What the last process has printed. */
  String out() {
    return FlowProcess.read(folder.resolve("out.txt"));
  }

  /** What the last process has printed of its mistakes. */
  String err() {
    return FlowProcess.read(folder.resolve("err.txt"));
  }

  /** How many tasks the last process has run to their end. */
  long done() {
    return out().lines().filter(line -> line.endsWith("] done.")).count();
  }

  /** Waits until a process has ended by itself; returns its exit code. */
  int await(Process process) throws Exception {
    await(process, () -> false);
    return process.exitValue();
  }

  /** Waits until a process has ended or something has come; what seems endless is killed. */
  void await(Process process, BooleanSupplier come) throws Exception {
    long begin = System.nanoTime();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && !come.getAsBoolean()) {
      if (System.nanoTime() - begin > LONGEST_NANOS || tasksOfNewestRun() > mostTasks) {
        killAll(process);
        fail("the run does not end:\n" + out());
      }
    }
  }

  private long tasksOfNewestRun() throws IOException {
    Path runs = folder.resolve(".metaflow").resolve(flow);
    if (!Files.exists(runs)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(runs)) {
      Path newest =
          all.filter(each -> each.getFileName().toString().matches("\\d+"))
              .max(Path::compareTo)
              .orElse(runs.resolve("none"));
      return tasks(newest);
    }
  }

  private static long tasks(Path run) throws IOException {
    if (!Files.exists(run)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(run, 2)) {
      return all.filter(each -> run.relativize(each).toString().matches("[^_].*/\\d+")).count();
    }
  }

  /** Kills the scheduler or one of its workers, as the kernel does when memory runs out. */
  static void kill(Process process, Random random) throws Exception {
    List<ProcessHandle> workers = process.descendants().toList();
    if (workers.isEmpty() || random.nextBoolean()) {
      killAll(process);
    } else {
      workers.get(random.nextInt(workers.size())).destroyForcibly();
    }
  }

  /** Kills the scheduler, which its workers do not survive. */
  private static void killAll(Process process) throws Exception {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroyForcibly();
    for (ProcessHandle worker : workers) {
      worker.onExit().get(1, TimeUnit.MINUTES);
    }
  }

  /**
   * Of all tasks that began with the same mark in the trace, one alone has finished, and it is the
   * last; there are as many such marks as {@code marks}.
   */
  void assertEachTaskFinishedOnce(int marks) throws IOException {
    Map<String, List<Boolean>> finished = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("trace.txt"))) {
      String[] word = line.split(" ");
      Path task = folder.resolve(".metaflow").resolve(flow).resolve(word[0]);
      finished
          .computeIfAbsent(word[1] + " " + word[3], unused -> new ArrayList<>())
          .add(Files.exists(task.resolve(word[1]).resolve(word[2]).resolve("0.DONE.lock")));
    }
    assertEquals(marks, finished.size(), finished::toString);
    finished.forEach(
        (task, attempts) ->
            assertEquals(attempts.size() - 1, attempts.indexOf(true), () -> task + " " + attempts));
  }
}
