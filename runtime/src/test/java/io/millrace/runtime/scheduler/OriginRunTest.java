package io.millrace.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.artifact.ForeachFrame;
import io.millrace.runtime.artifact.Tuple;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.plan.Planner;
import io.millrace.runtime.storage.LocalStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was stored is found again as the visit that it was, or refused. */
class OriginRunTest {
  private static final FlowManifest FLOW =
      FlowText.flow("start>look look>?work,end work>each:part part>join join*>look");

  private final FlowGraph graph = FlowGraph.of(FLOW);

  @TempDir private Path folder = Path.of("");

  @Test
  void eachVisitIsFound() {
    storeTwoRounds();

    TakeOver found = takeOver(Optional.empty());

    assertEquals(
        List.of(
            "start/1 start[][]",
            "look/2 look[][0]",
            "work/3 work[][0]",
            "part/4 part[0][0]",
            "part/5 part[1][0]",
            "join/6 join[][0]",
            "look/7 look[][1]",
            "work/8 work[][1]",
            "part/9 part[0][1]"),
        found.taken().stream()
            .map(
                each ->
                    each.origin().path().step()
                        + "/"
                        + each.origin().path().task()
                        + " "
                        + each.task().visit())
            .toList());
    assertEquals(List.of("part[1][1]"), visits(found.open()));
  }

  @Test
  void aStepIsRunAgainFromItsFirstVisitOn() {
    storeTwoRounds();

    TakeOver found = takeOver(Optional.of("part"));

    assertEquals(3, found.taken().size());
    assertEquals(List.of("part[0][0]", "part[1][0]"), visits(found.open()));
  }

  @Test
  void theLastAttemptCountsIfItSucceeded() {
    store("start/1", 0, List.of(), List.of(), List.of("look"), -1, false);
    store("start/1", 1, List.of(), List.of(), List.of("look"), -1, true);
    store("look/2", 0, List.of(), List.of(0), List.of("end"), -1, true);
    datastore().attempt(new TaskPath("F", "1", "look", "2"), 1).launched();

    TakeOver found = takeOver(Optional.empty());

    assertEquals(1, found.taken().get(0).origin().attempt());
    assertEquals(List.of("look[][0]"), visits(found.open()));
  }

  /** Of a version that did not count where a plain step leads back. */
  @Test
  void twoTasksThatAreTheSameVisitAreRefused() {
    store("start/1", 0, List.of(), List.of(), List.of("look"), -1, true);
    store("look/2", 0, List.of(), List.of(0), List.of("work"), -1, true);
    store("look/7", 0, List.of(), List.of(0), List.of("end"), -1, true);

    UsageException refusal = assertThrows(UsageException.class, () -> takeOver(Optional.empty()));

    assertEquals(
        "The run F/1 cannot be resumed from where it stopped: its tasks look/2 and look/7 are stored as the same visit, look[][0]. Use 'resume look' to run 'look' again, and all that follows it.",
        refusal.getMessage());
    assertEquals(List.of("look[][0]"), visits(takeOver(Optional.of("look")).open()));
  }

  @Test
  void roundsThatAreNoNumbersAreNobodys() {
    store("start/1", 0, List.of(), List.of("first"), List.of("look"), -1, true);

    assertEquals(List.of("start[][]"), visits(takeOver(Optional.empty()).open()));
  }

  @Test
  void whatCannotBeReadIsToldInALine() {
    TaskPath path = new TaskPath("F", "1", "start", "1");
    AttemptStore attempt = datastore().attempt(path, 0);
    attempt.launched();
    attempt.finish(Map.of("_task_ok", new ArtifactRef("0", 1, "<class 'bool'>", "json")));

    UsageException refusal = assertThrows(UsageException.class, () -> takeOver(Optional.empty()));

    assertEquals(
        "The run F/1 cannot be resumed: in its task start/1, Artifact '_task_ok': it is stored as json, not as a pickle.",
        refusal.getMessage());
  }

  /** The second round was stopped when one part of its foreach had finished. */
  private void storeTwoRounds() {
    store("start/1", 0, List.of(), List.of(), List.of("look"), -1, true);
    for (int round = 0; round < 2; round++) {
      int id = 2 + 5 * round;
      List<Integer> rounds = List.of(round);
      store("look/" + id++, 0, List.of(), rounds, List.of("work"), -1, true);
      store("work/" + id++, 0, List.of(), rounds, List.of("part"), 2, true);
      store("part/" + id++, 0, List.of(0), rounds, List.of("join"), -1, true);
      store("part/" + id++, 0, List.of(1), rounds, List.of("join"), -1, round == 0);
      store("join/" + id, 0, List.of(), rounds, List.of("look"), -1, round == 0);
    }
  }

  private void store(
      String task,
      int attempt,
      List<Integer> indices,
      List<?> rounds,
      List<String> next,
      int splits,
      boolean ok) {
    TaskPath path =
        new TaskPath(
            "F", "1", task.substring(0, task.indexOf('/')), task.substring(task.indexOf('/') + 1));
    AttemptStore store = datastore().attempt(path, attempt);
    List<ForeachFrame> frames = new ArrayList<>();
    indices.forEach(index -> frames.add(new ForeachFrame(path.step(), "items", 2, index, "x")));
    Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
    put(store, artifacts, "_task_ok", ok);
    put(store, artifacts, "_transition", Tuple.of(next, null));
    put(store, artifacts, "_foreach_num_splits", splits < 0 ? null : splits);
    put(store, artifacts, "_foreach_stack", frames);
    put(store, artifacts, "_iteration_stack", rounds);
    store.launched();
    store.finish(artifacts);
  }

  private static void put(
      AttemptStore store, Map<String, ArtifactRef> artifacts, String name, @Nullable Object value) {
    artifacts.put(name, store.save(name, value, Object.class));
  }

  private TakeOver takeOver(Optional<String> step) {
    OriginRun origin = new OriginRun(request(step), graph);
    return TakeOver.of(origin::take, new RunGraph(graph), 100);
  }

  private RunRequest request(Optional<String> step) {
    Map<String, String> environment = Map.of("METAFLOW_HOME", folder.resolve("none").toString());
    LocalStorage local = new LocalStorage(folder.resolve(".metaflow"));
    return new RunRequest(
        Planner.plan(FLOW, Configuration.load(environment, folder), List.of()),
        Optional.empty(),
        RunTags.of("tester", Set.of(), Map.of()),
        1,
        100,
        datastore(),
        new LocalMetadata(local),
        local,
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.of(new RunRequest.Resume("1", step)));
  }

  private StorageDatastore datastore() {
    return StorageDatastore.at(folder.resolve(".metaflow"));
  }

  private static List<String> visits(List<PlannedTask> tasks) {
    return tasks.stream().map(task -> task.visit().toString()).toList();
  }
}
