package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parameter's default is made once, at the start and if it is needed, and never changes. */
class ParameterFieldsIT {
  @TempDir Path folder;

  @Test
  void aDefaultIsMadeOnce() throws IOException {
    Path draws = folder.resolve("draws");

    FlowProcess.Result result =
        AccessFlows.run(folder, Map.of("DRAWS", draws.toString()), "DrawnParameterFlow");

    assertEquals(0, result.code(), result::toString);
    Set<String> tickets = new TreeSet<>(AccessFlows.printed(result));
    tickets.removeIf(line -> !line.startsWith("ticket "));
    assertEquals(1, tickets.size(), result::toString);
    assertEquals(List.of("drawn"), Files.readAllLines(draws));
    String ticket = tickets.iterator().next().substring("ticket ".length());
    MetaflowRun run = MetaflowRun.read(folder, "DrawnParameterFlow", result.run(folder));
    assertEquals(ticket, run.artifacts("end").get("ticket"));
  }

  @Test
  void noDefaultIsMadeIfAValueIsGiven() {
    Path draws = folder.resolve("draws");

    FlowProcess.Result result =
        AccessFlows.run(
            folder, Map.of("DRAWS", draws.toString()), "DrawnParameterFlow", "--ticket", "given");

    assertEquals(0, result.code(), result::toString);
    assertEquals(
        List.of("ticket given"),
        AccessFlows.printed(result).stream()
            .filter(line -> line.startsWith("ticket"))
            .distinct()
            .toList(),
        result::toString);
    assertFalse(Files.exists(draws), "The initializer ran.");
  }

  @Test
  void laterTasksNeedNotWhatADefaultWasMadeOf() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "as it was");

    FlowProcess.Result result =
        AccessFlows.run(folder, Map.of("TEXT", text.toString()), "ReadParameterFlow");

    assertEquals(0, result.code(), result::toString);
    assertEquals(
        2,
        AccessFlows.printed(result).stream().filter("text as it was"::equals).count(),
        result::toString);
  }

  @Test
  void aDefaultThatCannotBeMadeIsOneClearLineAndStartsNothing() {
    FlowProcess.Result result = AccessFlows.run(folder, "ThrowingParameterFlow");

    assertTrue(result.code() == 1 || result.code() == 2, result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(result.err().contains("limit"), result::toString);
    assertTrue(result.err().contains("no number"), result::toString);
    assertFalse(AccessFlows.started(folder, "ThrowingParameterFlow"), result::toString);
  }

  @Test
  void aDefaultThatCannotBeMadeDoesNotMatterIfAValueIsGiven() {
    FlowProcess.Result result = AccessFlows.run(folder, "ThrowingParameterFlow", "--limit", "3");

    assertEquals(0, result.code(), result::toString);
    assertEquals(
        2,
        AccessFlows.printed(result).stream().filter("limit 3"::equals).count(),
        result::toString);
  }

  @Test
  void aHelperThatAssignsAParameterFailsItsTask() {
    FlowProcess.Result result = AccessFlows.run(folder, "AssignedParameterFlow");

    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains("[start/1] failed."), result::toString);
    assertTrue(
        result
            .out()
            .lines()
            .filter(line -> !line.contains("AssignedParameterFlow"))
            .anyMatch(line -> line.contains("alpha") && line.contains("arameter")),
        result::toString);
  }
}
