package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User code that closes its process's streams, or whose exceptions cannot be asked anything. */
class HostileIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"NONE", "CLOSED_OUT", "CLOSED_ERR", "CLOSED_DESCRIPTORS", "BROKEN_STREAM"})
  void streamsOutliveWhoClosesThem(String way) {
    FlowProcess.Result result =
        AccessFlows.run(folder, "HostileFlow", "--way", way, "--max-workers", "1");

    assertEquals(0, result.code(), result::toString);
    List<String> printed = AccessFlows.printed(result);
    assertTrue(
        printed.containsAll(List.of("before", "after", "after on err", "end sees left and null")),
        result::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_STREAMS",
        "MESSAGE_THROWS",
        "MESSAGE_IS_NULL",
        "TEXT_THROWS",
        "TEXT_IS_NULL",
        "TRACE_THROWS",
        "TRACE_IS_NULL",
        "PRINTS_NOTHING",
        "PRINTING_THROWS",
        "CAUSE_THROWS",
        "CAUSE_IS_A_CIRCLE",
        "CAUSES_WITHOUT_END",
        "ALL"
      })
  void anExceptionIsToldAndCaughtHoweverItBehaves(String way) {
    String type = way.equals("NO_STREAMS") ? "IllegalStateException" : "Hostile";
    FlowProcess.Result failed = AccessFlows.run(folder, "HostileFlow", "--way", way);
    assertEquals(1, failed.code(), failed::toString);
    assertTrue(
        AccessFlows.printed(failed).stream().anyMatch(line -> line.contains(type)),
        failed::toString);

    FlowProcess.Result caught =
        AccessFlows.run(folder, "HostileFlow", "--way", way, "--with", "work=catch:var=failure");
    assertEquals(0, caught.code(), caught::toString);
    assertTrue(
        AccessFlows.printed(caught).stream()
            .anyMatch(line -> line.startsWith("end sees left and ") && line.contains(type)),
        caught::toString);
  }
}
