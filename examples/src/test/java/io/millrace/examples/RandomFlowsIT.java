package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flows of random shape: Millrace takes the right ways through them, and leaves what Metaflow
 * leaves when it runs the same flow.
 */
class RandomFlowsIT {
  private static final Pattern DONE = Pattern.compile("\\[(\\w+)/\\d+] done\\.");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void takesTheRightWays(int seed) throws IOException {
    RandomFlow flow = new RandomFlow(seed);

    FlowProcess.Result result = run(flow);

    Map<String, Integer> tasks = new TreeMap<>();
    DONE.matcher(result.out())
        .results()
        .map(MatchResult::group)
        .forEach(line -> tasks.merge(line.substring(1, line.indexOf('/')), 1, Integer::sum));
    assertEquals(flow.tasks(), tasks);
    assertTrue(result.out().contains("paths: " + flow.paths() + "\n"), result::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 102, 103, 104, 105, 106})
  void leavesWhatMetaflowLeaves(int seed) throws IOException {
    RandomFlow flow = new RandomFlow(seed);
    Path script = Files.writeString(folder.resolve("flow.py"), flow.python());
    Files.createDirectory(folder.resolve(".metaflow"));

    FlowProcess.Result other =
        FlowProcess.python(
            folder, script.toString(), "--no-pylint", "run", "--run-id-file", "other");
    assertEquals(0, other.code(), other::toString);
    String run = run(flow).run(folder);

    FlowProcess.Result compared =
        FlowProcess.python(
            folder, "compare_runs.py", flow.name(), Files.readString(folder.resolve("other")), run);
    assertEquals("", compared.out() + compared.err());
  }

  private FlowProcess.Result run(RandomFlow flow) throws IOException {
    String classPath = FlowCompiler.compile(folder, flow.name(), flow.java());
    FlowProcess.Result result =
        FlowProcess.process(
            folder,
            FlowProcess.command(classPath, flow.name(), "run", "--run-id-file", "run-id"),
            Map.of());
    assertEquals(0, result.code(), result::toString);
    return result;
  }
}
