package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands around a run, as somebody meets them who knows Metaflow's. */
class CommandLineIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --quiet run              | There is no option '--quiet'. It goes after the command: 'run --quiet'.
          --with retry run         | It goes after the command: 'run --with'.
          --metadata=service run   | There is no option '--metadata'. Metadata are kept in the local datastore.
          version                  | '--version' prints it.
          help                     | '--help' prints it.
          output-dot               | It is 'show --format dot' here.
          logs --both              | Both streams are printed unless --stdout or --stderr is given.
          resume --clone-run-id=1  | It is --origin-run-id here.
          runn                     | There is no command 'runn'. Did you mean 'run'?
          run --with batch         | Step 'start' runs on batch, which this release of Millrace cannot do yet.
          check --with batch       | Step 'start' runs on batch, which this release of Millrace cannot do yet.
          check --max-workers 0    | --max-workers: 0 is not positive.
          check --tag ''           | --tag: a tag must not be empty.
          check --datastore s4     | Did you mean 's3'?
          check --run-id-file x/y  | --run-id-file:
          completion a;b           | is not a valid name of an alias
          """)
  void whatMetaflowCallsOtherwiseIsToldInOneLine(String arguments, String words) {
    List<String> all = new ArrayList<>(List.of("HelloFlow"));
    for (String each : arguments.split(" ")) {
      all.add(each.equals("''") ? "" : each);
    }
    FlowProcess.Result result = FlowProcess.java(folder, all.toArray(String[]::new));
    assertEquals(2, result.code(), result::toString);
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(result.err().contains(words), result::toString);
    assertFalse(Files.exists(folder.resolve(".metaflow/HelloFlow")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          METAFLOW_DEFAULT_METADATA=service             | METAFLOW_DEFAULT_METADATA is 'service', and Millrace keeps the metadata
          METAFLOW_DEFAULT_METADATA=bogus               | METAFLOW_DEFAULT_METADATA is 'bogus', and Millrace keeps the metadata
          METAFLOW_SERVICE_URL=http://127.0.0.1:1       | METAFLOW_SERVICE_URL is 'http://127.0.0.1:1', and Millrace cannot use
          METAFLOW_DEFAULT_ENVIRONMENT=conda            | METAFLOW_DEFAULT_ENVIRONMENT is 'conda', and Millrace cannot make
          """)
  void whatAsksForSomethingThatDoesNotExistIsRefused(String variable, String words) {
    String[] pair = variable.split("=", 2);
    for (String name : List.of("run", "check")) {
      List<String> command = FlowProcess.command();
      command.addAll(List.of("HelloFlow", name));
      FlowProcess.Result result = FlowProcess.process(folder, command, Map.of(pair[0], pair[1]));
      assertEquals(2, result.code(), result::toString);
      assertEquals(1, result.err().lines().count(), result::toString);
      assertTrue(result.err().contains(words), result::toString);
    }
    List<String> local = FlowProcess.command();
    local.addAll(List.of("HelloFlow", "check"));
    FlowProcess.Result fine =
        FlowProcess.process(
            folder,
            local,
            Map.of("METAFLOW_DEFAULT_METADATA", "local", "METAFLOW_SERVICE_URL", "http://x"));
    assertEquals(0, fine.code(), fine::toString);
  }

  @Test
  void anErrorIsJsonWhereJsonWasAskedFor() {
    for (String command : List.of("explain nope --json", "list steps --run-id 1 --json")) {
      List<String> all = new ArrayList<>(List.of("HelloFlow"));
      all.addAll(List.of(command.split(" ")));
      FlowProcess.Result result = FlowProcess.java(folder, all.toArray(String[]::new));
      assertEquals(2, result.code(), result::toString);
      assertTrue(result.out().startsWith("{\"error\":\""), result::toString);
      assertTrue(result.err().startsWith("Error: "), result::toString);
    }
  }

  @Test
  void checkTakesTheOptionsOfRunAndItsParameters() {
    FlowProcess.Result fine =
        FlowProcess.java(folder, "ParametersFlow", "check", "--rounds", "4", "--max-workers", "2");
    assertEquals(0, fine.code(), fine::toString);
    FlowProcess.Result wrong =
        FlowProcess.java(folder, "ParametersFlow", "check", "--rounds", "four");
    FlowProcess.Result run = FlowProcess.java(folder, "ParametersFlow", "run", "--rounds", "four");
    assertEquals(2, wrong.code(), wrong::toString);
    assertEquals(run.err(), wrong.err());
  }

  @Test
  void afterAResumeTheNewRunIsTheLatest() {
    String failed = run(1, "ForeachFlow", "run", "--count", "0");
    String good = run(0, "ForeachFlow", "run", "--count", "2");
    String resumed = run(0, "ForeachFlow", "resume", "end", "--origin-run-id", good);

    FlowProcess.Result dump = FlowProcess.java(folder, "ForeachFlow", "dump");
    assertTrue(dump.out().contains("ForeachFlow/" + resumed + "/end/"), dump::toString);
    FlowProcess.Result tagged = FlowProcess.java(folder, "ForeachFlow", "tag", "add", "seen");
    assertTrue(tagged.out().startsWith("ForeachFlow/" + resumed + " has"), tagged::toString);
    assertFalse(dump.out().contains(failed), dump::toString);
  }

  @Test
  void theLatestRunIsThatOfThisUser() throws IOException {
    String mine = run(0, "HelloFlow", "run");
    List<String> command = FlowProcess.command();
    command.addAll(List.of("HelloFlow", "run", "--run-id-file", "run-id"));
    String theirs =
        FlowProcess.process(folder, command, Map.of("METAFLOW_USER", "bob")).run(folder);

    FlowProcess.Result dump = FlowProcess.java(folder, "HelloFlow", "dump");
    assertTrue(dump.out().contains(mine) && !dump.out().contains(theirs), dump::toString);
    List<String> bob = FlowProcess.command();
    bob.addAll(List.of("HelloFlow", "dump"));
    FlowProcess.Result of = FlowProcess.process(folder, bob, Map.of("METAFLOW_USER", "bob"));
    assertTrue(of.out().contains(theirs) && !of.out().contains(mine), of::toString);
  }

  @Test
  void tasksAreShownInTheOrderOfTheRun() {
    run(0, "HelloFlow", "run");
    FlowProcess.Result logs = FlowProcess.java(folder, "HelloFlow", "logs");
    FlowProcess.Result dump = FlowProcess.java(folder, "HelloFlow", "dump");
    List<String> steps =
        dump.out()
            .lines()
            .filter(each -> each.startsWith("HelloFlow/"))
            .map(CommandLineIT::step)
            .toList();
    assertEquals(List.of("_parameters", "start", "hello", "end"), steps);
    List<String> printed = logs.out().lines().map(each -> each.replaceAll("[\\[/].*", "")).toList();
    assertTrue(!printed.isEmpty(), logs::toString);
    List<String> prefixes =
        logs.out().lines().map(each -> each.replaceAll("^\\[(\\w+)/.*", "$1")).distinct().toList();
    assertEquals(
        List.of("start", "hello", "end").stream().filter(prefixes::contains).toList(), prefixes);
  }

  private static String step(String line) {
    return line.split("/")[2];
  }

  @Test
  void dumpIncludesSeveralNamesAndSaysWhichNobodyHas() {
    run(0, "ForeachFlow", "run", "--count", "2");
    FlowProcess.Result two =
        FlowProcess.java(folder, "ForeachFlow", "dump", "--include", "numbers,squares");
    assertEquals(0, two.code(), two::toString);
    assertTrue(two.out().contains("  numbers = [1, 2]"), two::toString);
    assertTrue(two.out().contains("  squares = {"), two::toString);
    assertFalse(two.out().contains("  count ="), two::toString);
    FlowProcess.Result none =
        FlowProcess.java(folder, "ForeachFlow", "dump", "--include", "squaress");
    assertEquals(2, none.code(), none::toString);
    assertEquals(
        "Error: --include: no task has an artifact 'squaress'. Did you mean 'squares'?\n",
        none.err());
  }

  @Test
  void listsHaveHeadingsAndTheirJsonHasZonesAndLists() {
    String id = run(0, "HelloFlow", "run", "--tag", "b", "--tag", "a");
    FlowProcess.Result text = FlowProcess.java(folder, "HelloFlow", "list", "runs");
    assertTrue(
        text.out()
            .matches("(?s)RUN +STATE +STARTED +USER +TAGS\n" + id + " +done +.* tester +a,b\n"),
        text::toString);
    FlowProcess.Result json = FlowProcess.java(folder, "HelloFlow", "list", "runs", "--json");
    assertTrue(json.out().contains("\"tags\" : [ \"a\", \"b\" ]"), json::toString);
    assertTrue(
        json.out()
            .matches(
                "(?s).*\"started\" : \"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)\".*"),
        json::toString);
  }

  @Test
  void helpBreaksNoWordAndNamesExamplesExitCodesAndVariables() {
    FlowProcess.Result help = FlowProcess.java(folder, "ParametersFlow", "run", "--help");
    assertEquals(0, help.code(), help::toString);
    for (String words :
        List.of(
            "nearest\n",
            ".metaflow folder",
            "Parameters:\n  --alpha=double",
            "Examples:\n",
            "  130  the run was interrupted",
            "  METAFLOW_RUN_<PARAMETER>  ")) {
      assertTrue(help.out().contains(words), () -> words + " is not in\n" + help.out());
    }
  }

  @Test
  void hintsNameTheCommandThatWasTyped() {
    List<String> command = FlowProcess.command(FlowProcess.JAR.toString(), "HelloFlow", "dump");
    FlowProcess.Result result = FlowProcess.process(folder, command, Map.of());
    String typed = "java -cp " + FlowProcess.JAR + " io.millrace.runtime.Main HelloFlow run";
    assertTrue(result.err().contains("'" + typed + "'"), result::toString);
    FlowProcess.Result jar = FlowProcess.java(folder, "HelloFlow", "dump");
    assertTrue(
        jar.err().contains("'java -jar " + FlowProcess.JAR + " HelloFlow run'"), jar::toString);
  }

  @Test
  void bashCompletesTheOptionsOfACommand() throws IOException {
    FlowProcess.Result script = FlowProcess.java(folder, "HelloFlow", "completion", "flow");
    Files.writeString(folder.resolve("completion"), script.out());
    FlowProcess.Result completed =
        FlowProcess.process(
            folder,
            List.of(
                "bash",
                "-c",
                "source ./completion; COMP_WORDS=(flow run --max-w); COMP_CWORD=2; _complete_flow;"
                    + " echo \"${COMPREPLY[@]}\""),
            Map.of());
    assertEquals("--max-workers", completed.out().strip(), completed::toString);
  }

  @Test
  void aDamagedRunIsNamedAndTheOthersAreShown() throws IOException {
    String good = run(0, "HelloFlow", "run");
    for (String text : List.of("null", "{broken", "")) {
      String bad = run(0, "HelloFlow", "run");
      Path self = folder.resolve(".metaflow/HelloFlow/" + bad + "/_meta/_self.json");
      Files.writeString(self, text);
      FlowProcess.Result list = FlowProcess.java(folder, "HelloFlow", "list", "runs");
      assertTrue(list.out().contains(good + "  done"), list::toString);
      assertTrue(list.out().contains(bad + "  damaged"), list::toString);
      assertTrue(list.err().contains(self + " is damaged"), list::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          dump ..                            | does not name a task
          dump .                             | does not name a task
          logs ../HelloFlow                  | does not name a task
          dump 1/../2                        | does not name a task
          tag add --run-id ../HelloFlow/1 x  | is not a valid name
          tag list --run-id ..               | is not a valid name
          list tasks --run-id ../x           | is not a valid name
          resume --origin-run-id ..          | is not a valid name
          """)
  void aNameIsNotAPath(String arguments, String words) {
    List<String> all = new ArrayList<>(List.of("HelloFlow"));
    all.addAll(List.of(arguments.split(" ")));
    FlowProcess.Result result = FlowProcess.java(folder, all.toArray(String[]::new));
    assertEquals(2, result.code(), result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(result.err().contains(words), result::toString);
  }

  @Test
  void tagsThatAreAddedAtOnceAreAllKept() throws Exception {
    String id = run(0, "HelloFlow", "run");
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<String> command = FlowProcess.command();
      command.addAll(List.of("HelloFlow", "tag", "add", "--run-id", id, "t" + i));
      Path log = folder.resolve("log" + i);
      all.add(FlowProcess.start(folder, command, Map.of(), log, log));
    }
    for (Process each : all) {
      assertEquals(0, each.waitFor());
    }
    FlowProcess.Result tags = FlowProcess.java(folder, "HelloFlow", "tag", "list");
    assertEquals(20, tags.out().lines().filter(each -> each.matches("t\\d+")).count());
  }

  @Test
  void anIncludedFileIsAFile() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (String file : List.of("/dev/zero", pipe.toString())) {
      FlowProcess.Result result =
          FlowProcess.java(folder, "ParametersFlow", "run", "--notes", file);
      assertEquals(2, result.code(), result::toString);
      assertTrue(result.err().contains("is a device or a pipe"), result::toString);
    }
  }

  @Test
  void anEngineThatIsNotThereStopsTheRunBeforeItStarts() {
    for (String command : List.of("run", "check")) {
      List<String> all = FlowProcess.command();
      all.addAll(List.of("HelloFlow", command, "--with", "docker:image=busybox"));
      for (String host : List.of("unix:///nowhere.sock", "127.0.0.1:1", "ssh://nobody@nowhere")) {
        FlowProcess.Result result = FlowProcess.process(folder, all, Map.of("DOCKER_HOST", host));
        assertEquals(2, result.code(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertEquals("", result.out());
      }
    }
  }

  private String run(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--run-id-file", "run-id"));
    FlowProcess.Result result = FlowProcess.java(folder, all.toArray(String[]::new));
    assertEquals(code, result.code(), result::toString);
    return result.run(folder);
  }
}
