package io.millrace.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static List<byte[]> nonsense() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (int request : new int[] {99, -1, 7}) {
      all.add(new byte[] {(byte) request});
    }
    for (int length : new int[] {1_900_000_000, -1, Integer.MIN_VALUE}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(StorageRequest.WRITE.ordinal());
      out.writeUTF("key");
      out.writeInt(length);
      all.add(bytes.toByteArray());
      bytes.reset();
      out.writeByte(StorageRequest.UPLOAD.ordinal());
      out.writeInt(length);
      all.add(bytes.toByteArray());
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseEndsItsConnectionAndNothingElse(byte[] bytes) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
    try (SocketChannel channel = SocketChannel.open(address)) {
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      new DataOutputStream(sent).writeUTF("one");
      sent.writeBytes(bytes);
      channel.write(ByteBuffer.wrap(sent.toByteArray()));
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
    }
    storage.write("other", new byte[] {1});
    assertFalse(Files.exists(root.resolve("key")));
    assertEquals(List.of("other"), storage.list(""));
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
