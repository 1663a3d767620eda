package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of a run may be given by variables, as Metaflow's. */
class OptionVariablesIT {
  @TempDir Path folder;

  @Test
  void variablesGiveWhatTheCommandLineDoesNot() throws IOException {
    FlowProcess.Result result =
        flow(
            Map.of(
                "METAFLOW_RUN_TAGS", " spring \t trial:2 ",
                "METAFLOW_RUN_MAX_WORKERS", "1",
                "METAFLOW_RUN_RUN_ID_FILE", "id",
                "METAFLOW_RUN_CHECK_IMAGES", "false",
                "METAFLOW_RUN_ALLOW_HTTP", " ",
                "METAFLOW_RUN_QUIET", "yes"),
            "run");

    assertEquals(0, result.code(), result::toString);
    assertFalse(result.out().contains("starts."), result::toString);
    assertTrue(Files.exists(folder.resolve("id")), result::toString);
    FlowProcess.Result tags = flow(Map.of(), "tag", "list");
    assertTrue(tags.out().contains("spring") && tags.out().contains("trial:2"), tags::toString);
  }

  @Test
  void theCommandLineHolds() {
    FlowProcess.Result result =
        flow(
            Map.of("METAFLOW_RUN_RUN_ID_FILE", "id", "METAFLOW_RUN_TAGS", "spring"),
            "run",
            "--tag",
            "autumn",
            "--run-id-file",
            "other");

    assertEquals(0, result.code(), result::toString);
    assertTrue(Files.exists(folder.resolve("other")), result::toString);
    assertFalse(Files.exists(folder.resolve("id")), result::toString);
    FlowProcess.Result tags = flow(Map.of(), "tag", "list");
    assertTrue(tags.out().contains("autumn") && !tags.out().contains("spring"), tags::toString);
  }

  @Test
  void theEndOfTheOptionsChangesNothing() {
    FlowProcess.Result result = flow(Map.of("METAFLOW_RUN_RUN_ID_FILE", "id"), "run", "--");

    assertEquals(0, result.code(), result::toString);
    assertTrue(Files.exists(folder.resolve("id")), result::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "METAFLOW_RUN_MAX_WORKERS, many",
    "METAFLOW_RUN_QUIET, perhaps",
    "METAFLOW_RUN_DECOSPECS, retri"
  })
  void aMistakeNamesTheVariable(String variable, String value) {
    FlowProcess.Result result = flow(Map.of(variable, value), "run");

    assertEquals(2, result.code(), result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(result.err().contains(variable), result::toString);
  }

  private FlowProcess.Result flow(Map<String, String> environment, String... arguments) {
    List<String> command = AccessFlows.command();
    command.add("MarkupFlow");
    command.addAll(List.of(arguments));
    return FlowProcess.process(folder, command, environment);
  }
}
