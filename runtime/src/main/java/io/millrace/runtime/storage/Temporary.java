package io.millrace.runtime.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Temporary files and folders, in the folder that {@code java.io.tmpdir} names now. The JDK has
 * read that property once, before a container's process could set it.
 */
public final class Temporary {
  private Temporary() {}

  /** A new empty file, which the caller removes. */
  public static Path file(String prefix) throws IOException {
    return Files.createTempFile(here(), prefix, "");
  }

  /** A new empty folder, which the caller removes. */
  public static Path folder(String prefix) throws IOException {
    return Files.createTempDirectory(here(), prefix);
  }

  private static Path here() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
