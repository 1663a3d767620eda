package io.millrace.runtime.datastore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.artifact.IncludedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageDatastoreTest {
  private static final TaskPath TASK = new TaskPath("Flow", "1", "start", "2");

  @TempDir private Path folder = Path.of("");

  private StorageDatastore store() {
    return StorageDatastore.at(folder.resolve(".metaflow"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 3 << 20})
  void bytesOfEverySizeComeBack(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    AttemptStore attempt = store().attempt(TASK, 0);
    ArtifactRef ref = attempt.save("data", bytes, byte[].class);
    assertArrayEquals(
        bytes, (byte[]) Objects.requireNonNull(attempt.load("data", ref, byte[].class)));
    assertEquals(ref, attempt.save("again", bytes, byte[].class));
  }

  @Test
  void aNumberIsStoredUnderMetaflowsName() throws IOException {
    ArtifactRef ref = store().attempt(TASK, 0).save("CONST", 7, int.class);
    assertEquals("de35a5e6df0bdae15315f22e6f176db578ea5505", ref.sha());
    Path blob = folder.resolve(".metaflow/Flow/data/de").resolve(ref.sha());
    assertEquals(
        "{\"cas_raw\": false, \"cas_version\": 1}",
        Files.readString(blob.resolveSibling(ref.sha() + "_meta")));
  }

  @Test
  void anAttemptIsReadOnceItIsFinished() {
    AttemptStore attempt = store().attempt(TASK, 1);
    attempt.launched();
    Map<String, ArtifactRef> artifacts = Map.of("x", attempt.save("x", "text", String.class));
    assertEquals(Optional.empty(), attempt.artifacts());
    attempt.finish(artifacts);
    assertEquals(Optional.of(artifacts), attempt.artifacts());
    assertEquals(OptionalInt.of(1), store().latestAttempt(TASK));
  }

  @Test
  void anIncludedFileComesBack() {
    byte[] content = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    IncludedFile file = store().include("Flow", content, true, "utf-8");
    assertArrayEquals(content, store().included(file));
    assertTrue(file.url().startsWith("local://" + folder.resolve("data/Flow")), file.url());
  }
}
