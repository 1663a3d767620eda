package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task knows about itself, and what is said of one whose process a signal has ended. */
class TaskContextIT {
  @TempDir Path folder;

  @Test
  void aTaskKnowsItselfAndItsElements() {
    FlowProcess.Result result =
        AccessFlows.run(folder, Map.of("METAFLOW_USER", "ada"), "ContextFlow");

    assertEquals(0, result.code(), result::toString);
    String longCode = "a code that is longer than thirty characters";
    assertEquals(
        new TreeSet<>(
            List.of(
                "none []Optional.emptyOptionalInt.emptyOptional.empty",
                "namespace user:ada",
                "graph [start, outer, inner, innerJoin, outerJoin, node, gather, end]",
                "outer GraphStep[name=outer, type=split-foreach, next=[inner]]",
                "inner at 1990 1990",
                "inner at 2000 2000",
                "inner " + longCode + " 2010 2010",
                "inner " + longCode + " 2020 2020",
                "not text",
                "joined at 3990",
                "joined " + longCode + " 4030",
                "node 0 is 0 of 3",
                "node 1 is 1 of 3",
                "node 2 is 2 of 3",
                "parallel Optional.empty",
                "seen [0, 1, 2] sum 8020")),
        new TreeSet<>(
            AccessFlows.printed(result).stream().filter(line -> !line.endsWith(".")).toList()),
        result::toString);
    MetaflowRun run = MetaflowRun.read(folder, "ContextFlow", result.run(folder));
    List<Object> control = new ArrayList<>();
    run.tasks("node").forEach(task -> control.add(task.get("control")));
    assertEquals(1, control.stream().filter(Boolean.TRUE::equals).count(), control::toString);
    assertEquals(3, control.size());
    run.tasks("inner").forEach(task -> assertEquals(false, task.get("control")));
  }

  @ParameterizedTest
  @CsvSource({
    "native, SIGSEGV",
    "SEGV, SIGSEGV",
    "KILL, SIGKILL",
    "TERM, SIGTERM",
    "ABRT, SIGABRT"
  })
  void aSignalIsCalledByItsName(String way, String name) {
    FlowProcess.Result result = AccessFlows.run(folder, "CrashingProcessFlow", "--way", way);

    assertEquals(1, result.code(), result::toString);
    assertTrue(
        result
            .out()
            .concat(result.err())
            .lines()
            .anyMatch(line -> line.contains("failed") && line.contains(name)),
        result::toString);
  }

  @Test
  void tagsAreReplacedAtOnceAndAllCommandsHaveOneRule() {
    assertEquals(0, FlowProcess.java(folder, "HelloFlow", "run", "--tag", "one").code());

    assertTag(0, "one, two", "add", "two");
    assertTag(0, "two, trois", "replace", "--remove", "one", "--add", "trois");
    assertTag(2, "at most 500 characters", "add", "x".repeat(501));
    assertTag(2, "must not be empty", "add", "");
    assertTag(2, "must not be empty", "replace", "--remove", "two", "--add", "");
    assertTag(2, "tag add", "replace", "--add", "four");
    assertTag(2, "tag remove", "replace", "--remove", "two");
    assertTag(2, "is a system tag", "replace", "--remove", "runtime:dev", "--add", "four");
    List<String> many = new ArrayList<>(List.of("add"));
    for (int i = 0; i < 49; i++) {
      many.add("t" + i);
    }
    assertTag(2, "at most 50 tags", many.toArray(String[]::new));
    assertTag(0, "two", "list");

    FlowProcess.Result refused =
        FlowProcess.java(folder, "HelloFlow", "run", "--tag", "x".repeat(501));
    assertEquals(2, refused.code(), refused::toString);
    assertTrue(refused.err().contains("at most 500 characters"), refused::toString);
  }

  private void assertTag(int code, String words, String... arguments) {
    List<String> all = new ArrayList<>(List.of("HelloFlow", "tag"));
    all.addAll(List.of(arguments));
    FlowProcess.Result result = FlowProcess.java(folder, all.toArray(String[]::new));
    assertEquals(code, result.code(), result::toString);
    assertTrue((code == 0 ? result.out() : result.err()).contains(words), result::toString);
  }
}
