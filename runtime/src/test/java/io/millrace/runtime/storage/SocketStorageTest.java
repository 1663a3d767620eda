package io.millrace.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketStorageTest {
  @TempDir Path folder;

  private Path root;
  private StorageServer server;
  private SocketStorage storage;

  @BeforeEach
  void serve() throws IOException {
    root = folder.resolve("root");
    Path socket = folder.resolve("socket");
    server = new StorageServer(socket, Map.of("one", new LocalStorage(root)));
    storage = new SocketStorage(socket, "one", "local", root.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsWrittenThroughTheSocketIsInTheFolder() throws IOException {
    storage.write("a/b", new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(root.resolve("a/b")));
    assertArrayEquals(new byte[] {1, 2, 3}, storage.read("a/b"));
    assertTrue(storage.exists("a/b"));
    assertFalse(storage.exists("a/c"));
    assertEquals(List.of("b"), storage.list("a"));
    assertThrows(NoSuchFileException.class, () -> storage.read("a/c"));
    storage.write("empty", new byte[0]);
    assertArrayEquals(new byte[0], storage.read("empty"));
  }

  @Test
  void largeContentComesInPiecesAndLeavesNoTrace() throws IOException {
    byte[] large = new byte[5_000_001];
    new Random(7).nextBytes(large);
    try (Storage.Upload upload = storage.upload()) {
      upload.write(large, 0, 1);
      upload.write(large, 1, large.length - 1);
      upload.commit("large", "{}");
    }
    try (Storage.Upload upload = storage.upload()) {
      upload.write(large);
    }
    assertArrayEquals(large, storage.read("large"));
    try (InputStream in = storage.open("large")) {
      assertEquals(large[0], (byte) in.read()); // the rest is not asked for
    }
    assertArrayEquals(large, storage.read("large"));
  }

  @Test
  void whatTheServerCannotDoIsTold() throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("file"), "");
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> storage.write("file/below", new byte[] {1}));
    assertTrue(String.valueOf(failure.getMessage()).contains("file/below"), failure::toString);
    storage.write("other", new byte[] {1}); // and the connection still serves
  }

  @Test
  void aKeyThatLeadsOutOfTheFolderIsRefused() {
    assertThrows(UncheckedIOException.class, () -> storage.exists("../secret"));
  }

  @Test
  void theEndOfTheServerIsNoticed() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    storage.whenServerEnds(ended::countDown);
    assertEquals(1, ended.getCount());
    server.close();
    assertTrue(ended.await(30, TimeUnit.SECONDS));
  }
}
