package io.millrace.runtime.metadata;

import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The local metadata of one task as a file: how it comes from where the task ran to the machine of
 * the scheduler. It is a {@code .tgz} of a folder {@code .metaflow}, as Metaflow makes it.
 */
public final class MetadataArchive {
  private static final String FOLDER = ".metaflow/";

  /** What one task may send, in bytes; a task's metadata are some kilobytes. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int MOST_FILES = 100_000;

  private MetadataArchive() {}

  /** Packs all that is in {@code root}, the root of a local storage. */
  public static byte[] pack(Path root) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, "UTF-8");
        Stream<Path> files = Files.walk(root)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path file : contentOf(root, files)) {
        byte[] content = Files.readAllBytes(file);
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + root.relativize(file));
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> contentOf(Path root, Stream<Path> files) {
    return files
        .filter(Files::isRegularFile)
        .filter(each -> !LocalStorage.isTemporary(root.relativize(each).getName(0).toString()))
        .sorted()
        .toList();
  }

  /**
   * Adds what was packed to {@code local}; what is of no task of the run is left out.
   *
   * @param run the flow's name and the run's id, between slashes
   */
  public static void unpack(byte[] archive, Storage local, String run) {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new ByteArrayInputStream(archive)), "UTF-8")) {
      int files = 0;
      long bytes = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        bytes += entry.getSize();
        if (++files > MOST_FILES || bytes > MOST_BYTES) {
          throw new IOException(
              "they are more than %d files or %d MB".formatted(MOST_FILES, MOST_BYTES >> 20));
        }
        String key =
            entry.getName().startsWith(FOLDER) ? entry.getName().substring(FOLDER.length()) : "";
        boolean own = key.startsWith(run + "/") && !List.of(key.split("/")).contains("..");
        boolean known = key.endsWith("_self.json") && local.exists(key);
        if (own && !known && entry.isFile()) {
          local.write(key, tar.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The metadata of a task are damaged: " + e.getMessage(), e);
    }
  }
}
