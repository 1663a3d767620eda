package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step sees each artifact as the flow left it, and leaves what it assigned, by whatever way. */
class FieldAccessIT {
  private static final Map<String, FlowProcess.Result> RESULTS = new HashMap<>();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Boolean", "Enum", "String", "Int", "Long"})
  void aStepThatOnlySwitchesSeesTheField(String type) {
    FlowProcess.Result result = AccessFlows.run(folder, "SwitchOn" + type + "Flow");

    assertEquals(
        List.of("start", "choose", "yes", "end"), AccessFlows.done(result), result::toString);
    assertEquals(0, result.code(), result::toString);
  }

  @Test
  void aStepThatOnlySplitsSeesTheField() {
    FlowProcess.Result result = AccessFlows.run(folder, "ForeachOverFieldFlow");

    assertEquals(
        List.of("works on a", "works on b", "works on c"),
        AccessFlows.printed(result).stream()
            .filter(line -> line.startsWith("works"))
            .sorted()
            .toList(),
        result::toString);
    assertEquals(0, result.code(), result::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constructorHelper",
        "initializerHelper",
        "keptLambda",
        "methodReference",
        "anonymousClass",
        "defaultMethod",
        "superclassInJar",
        "fieldOfSuperclassInJar"
      })
  void isSeenByTheWay(String way) {
    FlowProcess.Result result = once("ReadWaysFlow");

    assertEquals(List.of(way + " 42"), printed(result, way), result::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "constructorHelper, 0",
    "initializerHelper, 0",
    "keptLambda, 0",
    "methodReference, 0",
    "anonymousClass, 0",
    "defaultMethod, 0",
    "otherClass, 0",
    "superclassInJar, 0"
  })
  void whatIsWrittenIsKeptByTheWay(String way, String value) {
    FlowProcess.Result result = once("WriteWaysFlow");

    assertEquals(List.of(way + " " + value), printed(result, way), result::toString);
  }

  @ParameterizedTest
  @CsvSource({"list, '[1, 2]'", "map, {a=11}", "array, 13"})
  void whatAHelperChangesInPlaceIsKept(String field, String value) {
    FlowProcess.Result result = once("ChangeInPlaceFlow");

    assertEquals(List.of(field + " " + value), printed(result, field), result::toString);
  }

  @ParameterizedTest
  @EnumSource(value = FlowCompiler.Lombok.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void accessorsOfLombokReachTheArtifact(FlowCompiler.Lombok order) {
    FlowProcess.Result result = AccessFlows.runLombok(folder, order);

    List<String> printed = AccessFlows.printed(result);
    for (String line :
        List.of(
            "x 5",
            "done true",
            "words [a]",
            "point LombokFlow.Point(left=3)",
            "at last 0 false [a, b] LombokFlow.Point(left=4)")) {
      assertTrue(printed.contains(line), () -> line + " is not in " + result);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MergeAfterZeroFlow", "MergeOfDifferentAfterZeroFlow"})
  void mergeLeavesAloneWhatTheJoinAssignedIfOnlyToZero(String flow) {
    FlowProcess.Result result = AccessFlows.run(folder, flow);

    assertEquals(0, result.code(), result::toString);
    assertEquals(List.of("y 0"), printed(result, "y"), result::toString);
    assertEquals(List.of("rest 1"), printed(result, "rest"), result::toString);
  }

  @Test
  void whatOneTaskAssignedMergesAndExistsThereAlone() {
    FlowProcess.Result result = AccessFlows.run(folder, "FoundFlow");

    assertEquals(0, result.code(), result::toString);
    assertEquals(List.of("found in 2"), printed(result, "found"), result::toString);
    MetaflowRun run = MetaflowRun.read(folder, "FoundFlow", result.run(folder));
    List<Boolean> exists =
        run.tasks("search").stream()
            .sorted(Comparator.comparing(task -> (Integer) task.get("index")))
            .map(task -> MetaflowRun.artifacts(task).containsKey("found"))
            .toList();
    assertEquals(List.of(false, true, false), exists);
    assertFalse(run.artifacts("start").containsKey("found"));
    assertEquals("in 2", run.artifacts("end").get("found"));
  }

  @Test
  void anInstanceThatTheClassItselfMakesIsNotTheTasks() {
    FlowProcess.Result result = AccessFlows.run(folder, "PrototypeFlow");

    assertEquals(0, result.code(), result::toString);
    assertEquals(List.of("y 0"), printed(result, "y"), result::toString);
    MetaflowRun run = MetaflowRun.read(folder, "PrototypeFlow", result.run(folder));
    assertEquals(false, run.artifacts("start").get("no"));
    assertEquals(false, run.artifacts("end").get("no"));
  }

  @Test
  void aFieldIsAnArtifactIfAnythingAssignedIt() {
    FlowProcess.Result result = AccessFlows.run(folder, "AssignedElsewhereFlow");

    assertEquals(0, result.code(), result::toString);
    MetaflowRun run = MetaflowRun.read(folder, "AssignedElsewhereFlow", result.run(folder));
    for (String step : List.of("start", "work", "end")) {
      Map<String, Object> artifacts = run.artifacts(step);
      assertEquals(7, artifacts.get("assigned"), step);
      assertEquals(0, artifacts.get("zero"), step);
      assertTrue(artifacts.containsKey("nothing"), step + " has 'nothing', which was set to null");
      assertFalse(artifacts.containsKey("memory"), step + " has what only @Resources names");
      assertFalse(artifacts.containsKey("never"), step + " has what nobody assigned");
    }
  }

  /** Runs a flow that several tests look at. */
  private FlowProcess.Result once(String flow) {
    return RESULTS.computeIfAbsent(flow, each -> AccessFlows.run(folder, each));
  }

  private static List<String> printed(FlowProcess.Result result, String way) {
    return AccessFlows.printed(result).stream().filter(line -> line.startsWith(way + " ")).toList();
  }
}
