package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example as a user runs it, and what Metaflow's own client then reads. */
class ExamplesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvFileSource(resources = "/examples.csv", delimiter = '|')
  void runsToItsEndAndMetaflowSaysSo(String flow, String line) throws IOException {
    FlowProcess.Result result =
        FlowProcess.java(folder, flow, "run", "--run-id-file", "run-id", "--tag", "it");

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(line), result::toString);

    Map<String, Object> run = read(flow, result.run(folder));
    assertEquals(true, run.get("successful"));
    assertNotNull(run.get("finished_at"));
    assertEquals(List.of("it"), run.get("tags"));
    for (String step : steps(run).keySet()) {
      for (Map<String, Object> task : tasks(run, step)) {
        assertEquals(true, task.get("finished"), () -> step + " " + task);
      }
    }
  }

  @Test
  void metaflowReadsArtifactsLogsAndRelatives() throws IOException {
    String id = run("ForeachFlow", "--count", "3");

    Map<String, Object> run = read("ForeachFlow", id);
    List<Map<String, Object>> work = tasks(run, "work");
    assertEquals(3, work.size());
    Map<String, Object> first =
        work.stream()
            .filter(task -> Integer.valueOf(0).equals(task.get("index")))
            .findFirst()
            .orElseThrow();
    assertEquals(1, artifacts(first).get("square"));
    assertEquals("0: the square of 1 is 1\n", first.get("stdout"));
    assertEquals(List.of("ForeachFlow/" + id + "/start/1"), first.get("parents"));
    assertEquals(1, ((List<?>) first.get("children")).size());
    assertEquals(List.of(1, 2, 3), artifacts(tasks(run, "start").get(0)).get("numbers"));
    assertEquals(
        Map.of("1", 1, "2", 4, "3", 9), artifacts(tasks(run, "end").get(0)).get("squares"));
  }

  @Test
  void metaflowReadsWhatWasCaughtAndRetried() throws IOException {
    Map<String, Object> run = read("RetryCatchFlow", run("RetryCatchFlow"));

    assertEquals(1, tasks(run, "flaky").get(0).get("attempt"));
    assertEquals(2, artifacts(tasks(run, "flaky").get(0)).get("attempts"));
    assertTrue(
        String.valueOf(artifacts(tasks(run, "broken").get(0)).get("failure"))
            .contains("never works"));
    assertTrue(artifacts(tasks(run, "slow").get(0)).containsKey("hung"));
  }

  @Test
  void metaflowsOwnCommandsReadARun() throws IOException {
    String id = run("HelloFlow");

    FlowProcess.Result dump = FlowProcess.python(folder, "hello_stub.py", "dump", id + "/hello");
    assertTrue(dump.out().contains("Hello from Java"), dump::toString);
    FlowProcess.Result logs =
        FlowProcess.python(folder, "hello_stub.py", "logs", "show", id + "/hello/2");
    assertTrue((logs.out() + logs.err()).contains("Hello from Java"), logs::toString);
    FlowProcess.Result tag =
        FlowProcess.python(folder, "hello_stub.py", "tag", "add", "--run-id", id, "seen");
    assertEquals(0, tag.code(), tag::toString);
    FlowProcess.Result list = FlowProcess.java(folder, "HelloFlow", "tag", "list");
    assertTrue(list.out().contains("seen"), list::toString);
  }

  @Test
  void aFailedRunIsResumedAndMetaflowSeesWhereItCameFrom() throws IOException {
    FlowProcess.Result failed =
        FlowProcess.java(folder, "ForeachFlow", "run", "--count", "0", "--run-id-file", "run-id");
    assertEquals(1, failed.code(), failed::toString);
    assertTrue(
        failed.out().contains("failed: Step 'start' splits over 'numbers', which is empty."),
        failed::toString);

    String id = run("ForeachFlow", "--count", "2");
    FlowProcess.Result resumed =
        FlowProcess.java(
            folder,
            "ForeachFlow",
            "resume",
            "gather",
            "--origin-run-id",
            id,
            "--run-id-file",
            "run-id");
    assertEquals(0, resumed.code(), resumed::toString);
    Map<String, Object> run = read("ForeachFlow", resumed.run(folder));
    assertEquals(true, run.get("successful"));
    assertEquals(id, tasks(run, "work").get(0).get("origin"));
    assertEquals(Map.of("1", 1, "2", 4), artifacts(tasks(run, "end").get(0)).get("squares"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          HeloFlow run                             | Did you mean 'HelloFlow'?
          HelloFlow rum                            | Did you mean 'run'?
          HelloFlow run --with kubernets:image=x   | Did you mean 'kubernetes'?
          HelloFlow run --with kubernetes:imag=x   | Did you mean 'image'?
          HelloFlow run --with kubernetes:cpu=many | 'many' is no number
          HelloFlow run --with kubernetes          | kubernetes
          HelloFlow explain hallo                  | Did you mean 'hello'?
          HelloFlow resume --origin-run-id 17      | there is no run
          HelloFlow show --format pdf              | there is no format 'pdf'
          ForeachFlow run --count many             | 'many' is not a whole number
          ForeachFlow run --cuont 3                | Did you mean '--count'?
          ParametersFlow run --colour PINK         | Give one of RED, GREEN, BLUE
          ParametersFlow run --notes no-such-file  | there is no file
          HelloFlow run --run-id-file not-there/x  | its folder is not there
          HelloFlow run --run-id-file .            | it is a folder
          HelloFlow run --datastore-root /dev/null | is a file, not a folder
          HelloFlow run --datastore-root /proc/x/y | there is no folder to make it in
          HelloFlow images chek                    | Say 'images' or 'images check'
          """)
  void aMistakeIsOneLineAndExitCodeTwo(String arguments, String line) {
    FlowProcess.Result result = FlowProcess.java(folder, arguments.split(" "));

    assertEquals(2, result.code(), result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(result.err().contains(line), result::toString);
    assertEquals("", result.out());
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "HelloFlow --help",
    "HelloFlow run --help",
    "HelloFlow tag add --help",
    "--version"
  })
  void helpIsThereOnEveryLevel(String arguments) {
    FlowProcess.Result result = FlowProcess.java(folder, arguments.split(" "));

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().lines().count() >= 1, result::toString);
  }

  private String run(String flow, String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = flow;
    arguments[1] = "run";
    arguments[2] = "--run-id-file";
    arguments[3] = "run-id";
    System.arraycopy(options, 0, arguments, 4, options.length);
    FlowProcess.Result result = FlowProcess.java(folder, arguments);
    assertEquals(0, result.code(), result::toString);
    return result.run(folder);
  }

  private Map<String, Object> read(String flow, String run) throws IOException {
    FlowProcess.Result result = FlowProcess.python(folder, "read_run.py", flow + "/" + run);
    assertEquals(0, result.code(), result::toString);
    return JSON.std.mapFrom(result.out());
  }

  @SuppressWarnings("unchecked") // the script's form
  private static Map<String, Object> steps(Map<String, Object> run) {
    return (Map<String, Object>) run.get("steps");
  }

  @SuppressWarnings("unchecked") // the script's form
  private static List<Map<String, Object>> tasks(Map<String, Object> run, String step) {
    return (List<Map<String, Object>>) steps(run).get(step);
  }

  @SuppressWarnings("unchecked") // the script's form
  private static Map<String, Object> artifacts(Map<String, Object> task) {
    return (Map<String, Object>) task.get("artifacts");
  }
}
