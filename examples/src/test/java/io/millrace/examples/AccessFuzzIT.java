package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.examples.access.FuzzedFlows;
import io.millrace.examples.access.Runs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flows that are made up at random read and write the same fields in all the ways that Java has;
 * each task sees and leaves what a plain interpreter of the same flow says.
 *
 * <p>{@code -Dmillrace.access.seed=N} is the seed of the first flow, {@code
 * -Dmillrace.access.flows=N} how many there are, each with the next seed.
 */
class AccessFuzzIT {
  private static final int FLOWS = 30;
  private static final int READ_BY_PYTHON = 10;
  private static final int FLOWS_OF_A_PROCESS = 50;
  private static final int AT_ONCE = 2;
  private static final Path TARGET = Path.of("target", "access-fuzz").toAbsolutePath();
  private static final Pattern PRINTED =
      Pattern.compile("^[0-9:.]+ \\[(\\w+/\\d+)] ((?:at |#).*)$");
  private static final Pattern TASK = Pattern.compile("^\\w+/(\\w+)/(\\w+)/(\\d+)( .*)?$");
  private static final Pattern ARTIFACT = Pattern.compile("^  (\\w+) = (.*)$");

  @TempDir Path folder;

  @Test
  void everyWaySeesAndLeavesTheSame() throws IOException {
    long seed = Long.getLong("millrace.access.seed", System.nanoTime() % 1_000_000_000);
    int count = Integer.getInteger("millrace.access.flows", FLOWS);
    System.out.println("seed " + seed + ", " + count + " flows");
    Path isolated = TARGET.resolve("isolated.jar");
    Jars jars = new Jars(TARGET);
    FuzzedFlows flows = new FuzzedFlows(seed, count, TARGET.resolve("sources"), isolated);
    String classPath = jars.compile(isolated);

    List<FuzzedRun> runs = run(classPath, flows.names());

    assertEquals(flows.names(), runs.stream().map(run -> run.flow).toList());
    List<String> found = new ArrayList<>();
    for (FuzzedRun run : runs) {
      List<String> differences = flows.differences(run.flow, run.code, run.printed, run.artifacts);
      found.addAll(differences);
      if (!differences.isEmpty()) {
        run.log.stream().filter(line -> line.startsWith("Task ")).forEach(found::add);
        Files.write(TARGET.resolve(run.flow + ".log"), run.log);
      }
    }
    Map<String, Map<String, Map<String, String>>> read =
        python(runs.subList(0, Math.min(READ_BY_PYTHON, runs.size())));
    assertEquals(Math.min(READ_BY_PYTHON, runs.size()), read.size());
    read.forEach((flow, tasks) -> found.addAll(flows.differences(flow, tasks)));
    assertEquals("", String.join("\n", found));
  }

  /** What a run has left, as {@code run} and {@code dump} print it. */
  private static final class FuzzedRun {
    final String flow;
    final Path folder;
    final List<String> log = new ArrayList<>();
    final Map<String, List<String>> printed = new LinkedHashMap<>();
    final Map<String, Map<String, String>> artifacts = new LinkedHashMap<>();
    int code = -1;
    String run = "";
    private String task = "";

    FuzzedRun(String flow, Path folder) {
      this.flow = flow;
      this.folder = folder;
    }

    void add(String line) {
      log.add(line);
      if (line.startsWith(Runs.CODE)) {
        code = Integer.parseInt(line.substring(Runs.CODE.length()));
        return;
      }
      Matcher print = PRINTED.matcher(line);
      Matcher of = TASK.matcher(line);
      Matcher artifact = ARTIFACT.matcher(line);
      if (print.matches()) {
        printed.computeIfAbsent(print.group(1), each -> new ArrayList<>()).add(print.group(2));
      } else if (of.matches()) {
        run = of.group(1);
        task = of.group(2) + "/" + of.group(3);
        if (!task.startsWith("_")) {
          artifacts.put(task, new LinkedHashMap<>());
        }
      } else if (artifact.matches() && artifacts.containsKey(task)) {
        artifacts.get(task).put(artifact.group(1), artifact.group(2));
      }
    }
  }

  private List<FuzzedRun> run(String classPath, List<String> flows) {
    List<CompletableFuture<List<FuzzedRun>>> processes =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                part ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          int first = flows.size() * part / AT_ONCE;
                          int last = flows.size() * (part + 1) / AT_ONCE;
                          return runOneAfterTheOther(classPath, flows.subList(first, last), part);
                        }))
            .toList();
    return processes.stream().flatMap(each -> each.join().stream()).toList();
  }

  private List<FuzzedRun> runOneAfterTheOther(String classPath, List<String> flows, int part) {
    List<FuzzedRun> runs = new ArrayList<>();
    Path own = folder.resolve(String.valueOf(part));
    own.toFile().mkdir();
    for (int i = 0; i < flows.size(); i += FLOWS_OF_A_PROCESS) {
      List<String> some = flows.subList(i, Math.min(i + FLOWS_OF_A_PROCESS, flows.size()));
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  classPath,
                  Runs.class.getName()));
      command.addAll(some);
      FlowProcess.Result result = FlowProcess.process(own, command, Map.of("LC_ALL", "C.UTF-8"));
      assertEquals(0, result.code(), result::toString);
      result.out().lines().forEach(line -> add(runs, line, own));
    }
    return runs;
  }

  private static void add(List<FuzzedRun> runs, String line, Path folder) {
    if (line.startsWith(Runs.FLOW)) {
      runs.add(new FuzzedRun(line.substring(Runs.FLOW.length()), folder));
    } else if (!runs.isEmpty()) {
      runs.get(runs.size() - 1).add(line);
    }
  }

  /** What Metaflow's own client reads of the runs, by flow and task. */
  private static Map<String, Map<String, Map<String, String>>> python(List<FuzzedRun> runs)
      throws IOException {
    Map<Path, List<String>> byFolder = new LinkedHashMap<>();
    for (FuzzedRun run : runs) {
      byFolder.computeIfAbsent(run.folder, each -> new ArrayList<>()).add(run.flow + "/" + run.run);
    }
    Map<String, Map<String, Map<String, String>>> read = new LinkedHashMap<>();
    for (Map.Entry<Path, List<String>> some : byFolder.entrySet()) {
      FlowProcess.Result result =
          FlowProcess.python(
              some.getKey(), "read_artifacts.py", some.getValue().toArray(new String[0]));
      assertEquals(0, result.code(), result::toString);
      JSON.std
          .mapFrom(result.out())
          .forEach(
              (task, artifacts) -> {
                Map<String, String> texts = new LinkedHashMap<>();
                ((Map<?, ?>) artifacts)
                    .forEach((name, value) -> texts.put(name.toString(), value.toString()));
                String[] parts = task.split("/");
                if (!parts[2].startsWith("_")) {
                  read.computeIfAbsent(parts[0], each -> new LinkedHashMap<>())
                      .put(parts[2] + "/" + parts[3], texts);
                }
              });
    }
    return read;
  }

  /** The jars that the flows run with. */
  private record Jars(Path target) {
    Jars {
      try {
        delete(target);
        Files.createDirectories(target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) throws IOException {
      if (Files.isDirectory(folder)) {
        List<Path> all = new ArrayList<>(FlowCompiler.sources(folder, ""));
        Collections.reverse(all);
        for (Path each : all) {
          Files.delete(each);
        }
      }
    }

    /** Compiles all flows; returns the class path to run them with. */
    String compile(Path isolated) throws IOException {
      Path library = target.resolve("library");
      Path tests = Path.of("target", "test-classes").toAbsolutePath();
      for (Path file :
          FlowCompiler.sources(tests.resolve("io/millrace/examples/access"), ".class")) {
        Path copy = library.resolve(tests.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      String others =
          FlowCompiler.jar(library, target.resolve("library.jar"))
              + File.pathSeparator
              + FlowProcess.JAR;
      Path classes = target.resolve("classes");
      FlowCompiler.compile(
          classes,
          others,
          FlowCompiler.Lombok.AFTER,
          FlowCompiler.sources(target.resolve("sources"), ".java"));
      Path apart = Files.createDirectories(target.resolve("apart"));
      Files.move(classes.resolve("isolated"), apart.resolve("isolated"));
      FlowCompiler.jar(apart, isolated);
      Path flows = FlowCompiler.jar(classes, target.resolve("flows.jar"));
      return flows + File.pathSeparator + others;
    }
  }
}
