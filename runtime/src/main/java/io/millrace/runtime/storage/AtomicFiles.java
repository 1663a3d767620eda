package io.millrace.runtime.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files so that a reader sees the whole file or none. */
public final class AtomicFiles {
  private static final AtomicLong COUNTER = new AtomicLong();

  /** Processes in containers that share the folder may have the same id. */
  private static final String PREFIX =
      ".tmp-"
          + ProcessHandle.current().pid()
          + "-"
          + Long.toHexString(ThreadLocalRandom.current().nextLong())
          + "-";

  private AtomicFiles() {}

  /** Writes {@code content} to {@code file}, making its folders. */
  public static void write(Path file, byte[] content) {
    try {
      Path temporary = temporary(file);
      try {
        Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        folder(Objects.requireNonNull(file.getParent(), "a file is in a folder"));
        Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** A new name in the folder of {@code file}, for what will be renamed to it. */
  static Path temporary(Path file) {
    return file.resolveSibling(PREFIX + COUNTER.incrementAndGet());
  }

  /** Makes a folder, if it is not there, and those above it. */
  public static void folder(Path folder) throws IOException {
    try {
      makeOrFind(folder);
    } catch (NoSuchFileException e) {
      if (folder.getParent() == null) {
        throw e;
      }
      folder(folder.getParent());
      makeOrFind(folder);
    }
  }

  private static void makeOrFind(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file, not a folder.", e);
      }
    }
  }

  /** Whether {@code name} is what a killed writer left. */
  public static boolean isTemporary(String name) {
    return name.startsWith(".tmp-");
  }
}
