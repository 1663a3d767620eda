package io.millrace.runtime.datastore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that have changed since they were stored are never taken for what was stored. */
class BlobsTest {
  private static final TaskPath TASK = new TaskPath("F", "1", "start", "1");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {100, 70_000, 1_000_000, 1_100_000, 5_000_000})
  void aFlippedByteIsToldByTheArtifactsName(int size) throws IOException {
    byte[] value = new byte[size];
    new Random(size).nextBytes(value);
    ArtifactRef ref = attempt().save("model", value, byte[].class);
    assertArrayEquals(value, (byte[]) attempt().load("model", ref, byte[].class));

    flip(blob());
    Exception thrown =
        assertThrows(Exception.class, () -> attempt().load("model", ref, byte[].class));
    assertTrue(String.valueOf(thrown.getMessage()).contains("'model'"), thrown::toString);
  }

  @Test
  void whatIsCutIsTold() throws IOException {
    ArtifactRef ref = attempt().save("model", new byte[3_000_000], byte[].class);
    try (RandomAccessFile file = new RandomAccessFile(blob().toFile(), "rw")) {
      file.setLength(file.length() - 1);
    }
    assertThrows(Exception.class, () -> attempt().load("model", ref, byte[].class));
  }

  @Test
  void whatIsNotThereIsTold() throws IOException {
    ArtifactRef ref = attempt().save("model", new byte[3_000_000], byte[].class);
    Files.delete(blob());
    UncheckedIOException thrown =
        assertThrows(UncheckedIOException.class, () -> attempt().load("model", ref, byte[].class));
    assertTrue(String.valueOf(thrown.getMessage()).contains("is not there"), thrown::toString);
  }

  private AttemptStore attempt() {
    return StorageDatastore.at(folder).attempt(TASK, 0); // a new one, which has kept nothing
  }

  private Path blob() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("F/data"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(each -> !each.toString().endsWith("_meta"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void flip(Path blob) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(blob.toFile(), "rw")) {
      long middle = file.length() / 2;
      file.seek(middle);
      int old = file.read();
      file.seek(middle);
      file.write(old ^ 0x10);
    }
  }
}
