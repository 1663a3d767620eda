package io.millrace.runtime.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Makes folders that other processes may be making at the same time. */
public final class Folders {
  private Folders() {}

  /** Makes a folder, if it is not there, and those above it. */
  public static void make(Path folder) throws IOException {
    try {
      makeOrFind(folder);
    } catch (NoSuchFileException e) {
      if (folder.getParent() == null) {
        throw e;
      }
      make(folder.getParent());
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
}
