package io.millrace.runtime.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.runtime.storage.LocalStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataArchiveTest {
  @TempDir Path folder;

  @Test
  void whatWasPackedIsUnpackedForTheRunAlone() throws IOException {
    LocalStorage from = new LocalStorage(folder.resolve("from"));
    from.write("Flow/1/start/1/_meta/x.json", bytes("{}"));
    from.write("Flow/2/start/1/_meta/x.json", bytes("{}"));
    byte[] archive = MetadataArchive.pack(folder.resolve("from"));
    LocalStorage to = new LocalStorage(folder.resolve("to"));

    MetadataArchive.unpack(archive, to, "Flow/1");

    assertEquals(List.of("1/"), to.list("Flow"));
    assertEquals("{}", new String(to.read("Flow/1/start/1/_meta/x.json"), StandardCharsets.UTF_8));
  }

  @Test
  void moreThanAnyTaskHasIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(".metaflow/Flow/1/bomb");
      entry.setSize(100L << 20);
      tar.putArchiveEntry(entry);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        tar.write(zeros);
      }
      tar.closeArchiveEntry();
    }
    LocalStorage to = new LocalStorage(folder);
    UncheckedIOException refusal =
        assertThrows(
            UncheckedIOException.class,
            () -> MetadataArchive.unpack(bytes.toByteArray(), to, "Flow/1"));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("more than 100000 files or 64 MB"),
        refusal::toString);
    assertEquals(List.of(), to.list("Flow/1"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
