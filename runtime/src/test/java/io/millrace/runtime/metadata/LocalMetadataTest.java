package io.millrace.runtime.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMetadataTest {
  private static final RunTags TAGS = RunTags.of("alice", Set.of("mine"), Map.of());

  @TempDir private Path root = Path.of("");

  @Test
  void runsAreNumberedInOrderAndListedNewestFirst() {
    LocalMetadata metadata = new LocalMetadata(new LocalStorage(root));
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      runs.add(metadata.newRun("Flow", TAGS));
    }
    assertTrue(runs.stream().allMatch(run -> run.matches("\\d{16}")), runs.toString());
    assertEquals(runs.stream().sorted().distinct().toList(), runs);
    assertEquals(runs.stream().sorted(Comparator.reverseOrder()).toList(), metadata.runs("Flow"));
  }

  @Test
  void everyMetadatumIsKept() throws IOException {
    LocalMetadata metadata = new LocalMetadata(new LocalStorage(root));
    TaskPath task = new TaskPath("Flow", "1", "start", "1");
    List<Metadatum> same = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      same.add(Metadatum.of("attempt", Integer.toString(i), i));
    }
    metadata.add(task, "alice", same);
    try (Stream<Path> files = Files.list(root.resolve("Flow/1/start/1/_meta"))) {
      assertEquals(50, files.count());
    }
    assertEquals("49", metadata.of(task).get("attempt"));
  }

  @Test
  void tagsAreReplaced() {
    LocalMetadata metadata = new LocalMetadata(new LocalStorage(root));
    String run = metadata.newRun("Flow", TAGS);
    metadata.tag("Flow", run, known -> Set.of("other"));
    RunTags tags = metadata.run("Flow", run).orElseThrow().tags();
    assertEquals(Set.of("other"), tags.tags());
    assertEquals(TAGS.systemTags(), tags.systemTags());
  }
}
