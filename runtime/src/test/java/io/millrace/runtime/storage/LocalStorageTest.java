package io.millrace.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAndListed() throws IOException {
    LocalStorage storage = new LocalStorage(folder);
    storage.write("a/b/c", new byte[] {1, 2});
    storage.write("a/d", new byte[0]);
    assertArrayEquals(new byte[] {1, 2}, storage.read("a/b/c"));
    assertTrue(storage.exists("a/b/c"));
    assertFalse(storage.exists("a/b/x"));
    assertEquals(List.of("b/", "d"), storage.list("a"));
    assertEquals(List.of(), storage.list("nothing"));
    assertThrows(NoSuchFileException.class, () -> storage.read("a/b/x"));
  }

  @Test
  void anUploadIsThereOnceItIsCommittedAndElseNever() throws IOException {
    LocalStorage storage = new LocalStorage(folder);
    try (Storage.Upload upload = storage.upload()) {
      upload.write(new byte[] {7});
      upload.commit("x/y", "{}");
    }
    try (Storage.Upload upload = storage.upload()) {
      upload.write(new byte[] {8});
    }
    assertArrayEquals(new byte[] {7}, storage.read("x/y"));
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of("x"), all.map(each -> each.getFileName().toString()).toList());
    }
  }

  @Test
  void temporaryNamesOfTwoProcessesWithOneIdDiffer() {
    // each container's process is number 1, and they share the folder
    String name = AtomicFiles.temporary(folder.resolve("blob")).getFileName().toString();
    assertTrue(AtomicFiles.isTemporary(name));
    assertFalse(name.matches("\\.tmp-" + ProcessHandle.current().pid() + "-\\d+"), name);
  }
}
