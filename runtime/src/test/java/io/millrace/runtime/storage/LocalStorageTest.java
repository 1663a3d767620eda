package io.millrace.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    OwnFolder.closeAll();
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of("x"), all.map(each -> each.getFileName().toString()).toList());
    }
  }

  @Test
  void aFailedWriteLeavesNothing() throws IOException {
    LocalStorage storage = new LocalStorage(folder);
    storage.write("x/y", new byte[] {1});
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> storage.write("x/y/z", new byte[] {2}));
    assertTrue(String.valueOf(failure.getMessage()).contains("x/y/z"), failure::toString);
    storage.prepare("folder/in");
    assertThrows(UncheckedIOException.class, () -> storage.write("folder", new byte[] {3}));

    assertEquals(List.of("folder/", "x/"), storage.list(""));
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(
          List.of(".owner", "y"),
          all.filter(Files::isRegularFile)
              .map(each -> each.getFileName().toString())
              .sorted()
              .toList());
    }
  }

  @Test
  void whatAKilledProcessLeftIsSweptAndNothingElse() throws Exception {
    Path left = Files.createDirectory(folder.resolve(".tmp-left"));
    Files.createFile(left.resolve(".owner"));
    Files.writeString(Files.createDirectory(left.resolve("inner")).resolve("file"), "half");
    Path begun = Files.createDirectory(folder.resolve(".tmp-begun"));
    Path other = Files.createDirectory(folder.resolve(".tmp-other"));
    Files.writeString(other.resolve("file"), "nobody owns it");
    Path file = Files.writeString(folder.resolve(".tmp-file"), "not a folder");
    Path pipe = Files.createDirectory(folder.resolve(".tmp-pipe")).resolve(".owner");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path link =
        Files.createSymbolicLink(
            folder.resolve(".tmp-link"), Files.createDirectory(folder.resolve("theirs")));
    LocalStorage storage = new LocalStorage(folder);
    Process living = Owner.start(folder);
    try {
      Path theirs = Path.of(living.inputReader().readLine());
      try (Storage.Upload upload = storage.upload()) {
        upload.write(7);
        storage.sweep();
        upload.commit("done", "{}");
      }

      assertFalse(Files.exists(left));
      assertFalse(Files.exists(begun));
      assertTrue(Files.exists(other.resolve("file")));
      assertTrue(Files.exists(file));
      assertTrue(Files.exists(link));
      assertTrue(Files.exists(pipe));
      assertTrue(Files.exists(theirs.resolve("half")));
      assertArrayEquals(new byte[] {7}, storage.read("done"));

      living.destroyForcibly().waitFor();
      storage.sweep();
      assertFalse(Files.exists(theirs));
    } finally {
      living.destroyForcibly();
    }
  }

  /** Another process that writes here, until it is killed. */
  static final class Owner {
    static Process start(Path folder) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Owner.class.getName(),
              folder.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    public static void main(String[] arguments) throws IOException {
      Path path = OwnFolder.make(Path.of(arguments[0]), ".tmp-").path();
      Files.writeString(path.resolve("half"), "half");
      System.out.println(path);
      System.in.read();
    }
  }

  @Test
  void oneOfManyGetsAFolder() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      LocalStorage storage = new LocalStorage(folder);
      List<Callable<Boolean>> all = Collections.nCopies(64, () -> storage.claim("flow/1"));
      int got = 0;
      for (Future<Boolean> each : pool.invokeAll(all)) {
        got += each.get() ? 1 : 0;
      }
      assertEquals(1, got);
    } finally {
      pool.shutdownNow();
    }
  }
}
