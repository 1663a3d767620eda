package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
  void runsToItsEndAndMetaflowSaysSo(String flow, String line) {
    FlowProcess.Result result =
        FlowProcess.java(folder, flow, "run", "--run-id-file", "run-id", "--tag", "it");

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains(line), result::toString);

    MetaflowRun run = MetaflowRun.read(folder, flow, result.run(folder));
    assertTrue(run.successful());
    assertNotNull(run.get("finished_at"));
    assertEquals(List.of("it"), run.get("tags"));
    for (String step : run.steps().keySet()) {
      for (Map<String, Object> task : run.tasks(step)) {
        assertEquals(true, task.get("finished"), () -> step + " " + task);
      }
    }
  }

  @Test
  void metaflowReadsArtifactsLogsAndRelatives() {
    String id = run("ForeachFlow", "--count", "3");

    MetaflowRun run = MetaflowRun.read(folder, "ForeachFlow", id);
    List<Map<String, Object>> work = run.tasks("work");
    assertEquals(3, work.size());
    Map<String, Object> first =
        work.stream()
            .filter(task -> Integer.valueOf(0).equals(task.get("index")))
            .findFirst()
            .orElseThrow();
    assertEquals(1, MetaflowRun.artifacts(first).get("square"));
    assertEquals("0: the square of 1 is 1\n", first.get("stdout"));
    assertEquals(List.of("ForeachFlow/" + id + "/start/1"), first.get("parents"));
    assertEquals(1, ((List<?>) first.get("children")).size());
    assertEquals(List.of(1, 2, 3), run.artifacts("start").get("numbers"));
    assertEquals(Map.of("1", 1, "2", 4, "3", 9), run.artifacts("end").get("squares"));
  }

  @Test
  void metaflowReadsWhatWasCaughtAndRetried() {
    MetaflowRun run = MetaflowRun.read(folder, "RetryCatchFlow", run("RetryCatchFlow"));

    assertEquals(1, run.tasks("flaky").get(0).get("attempt"));
    assertEquals(2, run.artifacts("flaky").get("attempts"));
    assertTrue(String.valueOf(run.artifacts("broken").get("failure")).contains("never works"));
    assertTrue(run.artifacts("slow").containsKey("hung"));
  }

  @Test
  void metaflowsOwnCommandsReadARun() {
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
  void rootRunsUnderItsOwnNameWithOneLineOfAdvice() throws IOException {
    Map<String, String> environment = new HashMap<>();
    List.of("METAFLOW_USER", "SUDO_USER", "USERNAME").forEach(each -> environment.put(each, ""));
    environment.put("USER", "root");
    List<String> command = FlowProcess.command();
    command.add(1, "-Duser.name=root");
    command.addAll(List.of("HelloFlow", "run", "--run-id-file", "run-id"));
    FlowProcess.Result result = FlowProcess.process(folder, command, environment);
    assertEquals(0, result.code(), result::toString);
    assertEquals(
        "This run goes under the user 'root'. Set METAFLOW_USER to give it another name.\n",
        result.err());
    Path self = folder.resolve(".metaflow/HelloFlow/" + result.run(folder) + "/_meta/_self.json");
    assertTrue(Files.readString(self).contains("user:root"), FlowProcess.read(self));

    environment.put("USER", "alice");
    FlowProcess.Result alice = FlowProcess.process(folder, command, environment);
    assertEquals("", alice.err());
  }

  @Test
  void aFailedRunIsResumedAndMetaflowSeesWhereItCameFrom() {
    FlowProcess.Result failed =
        FlowProcess.java(folder, "ForeachFlow", "run", "--count", "0", "--run-id-file", "run-id");
    assertEquals(1, failed.code(), failed::toString);
    assertTrue(
        failed.out().contains("Step 'start' splits over 'numbers', which is empty."),
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
    MetaflowRun run = MetaflowRun.read(folder, "ForeachFlow", resumed.run(folder));
    assertTrue(run.successful());
    assertEquals(id, run.tasks("work").get(0).get("origin"));
    assertEquals(Map.of("1", 1, "2", 4), run.artifacts("end").get("squares"));
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
          HelloFlow run --with kubernetes:cpu=many | 'many' is not a valid number
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
          HelloFlow images chek                    | Use 'images' or 'images check'
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
}
