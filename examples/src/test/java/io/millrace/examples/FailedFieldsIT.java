package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step assigned before it failed is not lost, and what failed is told. */
class FailedFieldsIT {
  private static final String CATCH = "work=catch:var=failure";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"THROW", "SLEEP", "BUSY"})
  void theNextStepSeesIt(String way) {
    FlowProcess.Result result =
        AccessFlows.run(folder, "FailingFlow", "--way", way, "--with", CATCH);

    assertEquals(0, result.code(), result::toString);
    List<String> printed = AccessFlows.printed(result);
    assertTrue(printed.containsAll(List.of("x 2", "y 3")), result::toString);
    Map<String, Object> end =
        MetaflowRun.read(folder, "FailingFlow", result.run(folder)).artifacts("end");
    assertEquals(2, end.get("x"));
    assertEquals(3, end.get("y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"THROW", "SLEEP", "BUSY"})
  void whoLooksAtTheFailedTaskSeesIt(String way) {
    FlowProcess.Result result = AccessFlows.run(folder, "FailingFlow", "--way", way);

    assertEquals(1, result.code(), result::toString);
    MetaflowRun run = MetaflowRun.read(folder, "FailingFlow", result.run(folder));
    Map<String, Object> work = run.artifacts("work");
    assertEquals(2, work.get("x"), work::toString);
    assertEquals(3, work.get("y"), work::toString);
    assertFalse(work.containsKey("failure"), work::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLEEP", "BUSY"})
  void aCaughtTimeoutIsATimeout(String way) {
    FlowProcess.Result result =
        AccessFlows.run(folder, "FailingFlow", "--way", way, "--with", CATCH);

    assertEquals(0, result.code(), result::toString);
    String failure =
        MetaflowRun.read(folder, "FailingFlow", result.run(folder))
            .artifacts("work")
            .get("failure")
            .toString();
    assertTrue(failure.contains("longer than its @Timeout of 3 seconds"), failure);
    assertTrue(failure.contains("Timeout"), failure);
    assertFalse(failure.contains("TaskLost"), failure);
  }

  @ParameterizedTest
  @CsvSource({
    "CaughtThrowableFlow, java.lang.IllegalStateException: as told",
    "CaughtStringFlow, java.lang.IllegalStateException: as told",
    "CaughtObjectFlow, IllegalStateException"
  })
  void theFailureIsThereForTheNextStep(String flow, String words) {
    FlowProcess.Result result = AccessFlows.run(folder, flow);

    assertEquals(0, result.code(), result::toString);
    List<String> printed = AccessFlows.printed(result);
    assertTrue(
        printed.stream().anyMatch(line -> line.startsWith("failure ") && line.contains(words)),
        result::toString);
  }

  @Test
  void aThrowableHasTheFailuresMessage() {
    FlowProcess.Result result = AccessFlows.run(folder, "CaughtThrowableFlow");

    assertTrue(AccessFlows.printed(result).contains("message as told"), result::toString);
  }

  @Test
  void aStepThatSucceedsLeavesNoFailureOfAnEarlierOne() {
    FlowProcess.Result result = AccessFlows.run(folder, "CaughtOnceFlow");

    assertEquals(0, result.code(), result::toString);
    List<String> printed = AccessFlows.printed(result);
    assertTrue(printed.containsAll(List.of("before as told", "after null")), result::toString);
    MetaflowRun run = MetaflowRun.read(folder, "CaughtOnceFlow", result.run(folder));
    assertTrue(String.valueOf(run.artifacts("start").get("failure")).contains("as told"));
    for (String step : List.of("work", "end")) {
      assertTrue(run.artifacts(step).containsKey("failure"), step);
      assertEquals(null, run.artifacts(step).get("failure"), step);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CaughtThrowableFlow", "CaughtStringFlow", "CaughtObjectFlow"})
  void pythonSeesTheFailureInEachFurtherTask(String flow) {
    FlowProcess.Result result = AccessFlows.run(folder, flow);

    assertEquals(0, result.code(), result::toString);
    MetaflowRun run = MetaflowRun.read(folder, flow, result.run(folder));
    for (String step : List.of("start", "end")) {
      String failure = String.valueOf(run.artifacts(step).get("failure"));
      assertTrue(failure.contains("MetaflowExceptionWrapper"), failure);
      assertTrue(failure.contains("java.lang.IllegalStateException"), failure);
      assertTrue(failure.contains("as told"), failure);
    }
  }
}
