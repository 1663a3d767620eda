package io.millrace.runtime.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Position;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteAttemptTest {
  private static final TaskPath TASK = new TaskPath("Flow", "1", "start", "2");
  private static final TaskSpec SPEC =
      new TaskSpec(
          "start", "2", 0, true, Optional.empty(), Optional.empty(), List.of(), -1, 0, List.of());

  @TempDir private Path folder = Path.of("");
  private ComputeRequest request;
  private AttemptStore attempt;

  @BeforeEach
  void begin() {
    StorageDatastore datastore = StorageDatastore.at(folder.resolve("far"));
    RunTags tags = new RunTags("me", Set.of(), Set.of());
    FlowManifest flow =
        new FlowManifest(
            "Flow",
            "acme.Flow",
            "",
            new Position("Flow.java", 1),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    TaskEvents nobody =
        (TaskEvents)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TaskEvents.class},
                (proxy, method, arguments) -> null);
    request =
        new ComputeRequest(
            new RunSpec("acme.Flow", "1", "", tags, datastore.location(), ""),
            new RunPlan(flow, List.of()),
            datastore,
            new LocalStorage(folder.resolve("here")),
            1,
            Map.of(),
            Map.of(),
            nobody);
    attempt = datastore.attempt(TASK, 0);
  }

  @Test
  void anAttemptThatLeftNothingIsKnownAtLeast() {
    attempt.begun();
    assertEquals(Optional.empty(), RemoteAttempt.collect(request, SPEC));
    assertTrue(new LocalMetadata(request.local()).registered(TASK) > 0);
  }

  /** Its machine went away between the result and what is known of it. */
  @Test
  void aResultWithoutMetadataIsOneAllTheSame() {
    ArtifactRef x = attempt.save("x", "text", String.class);
    ArtifactRef ok = attempt.save("_task_ok", true, Object.class);
    attempt.begun();
    attempt.finish(Map.of("x", x, "_task_ok", ok));
    assertTrue(RemoteAttempt.collect(request, SPEC).map(TaskResult::ok).orElse(false));
    assertEquals("0", new LocalMetadata(request.local()).of(TASK).get("attempt-done"));
    List<String> known = request.local().list("Flow/1/start/2/_meta");
    assertTrue(known.contains("0_artifact_x.json"), known::toString);
  }
}
