package io.millrace.runtime.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Temporary files and folders, all in one folder of this process. That is in the one that {@code
 * java.io.tmpdir} names when it is first needed: the JDK itself reads that property once, before a
 * container's process can set it.
 *
 * <p>Who makes a file or folder removes it; what a killed process has left is removed by the next
 * run on this machine.
 */
public final class Temporary {
  private static final String PREFIX = "millrace-";

  private static @Nullable OwnFolder own;

  /** The folder of the process that has started this one. */
  private static @Nullable Path given;

  private static long names;

  private Temporary() {}

  /** Uses {@code folder}, which another process removes when this one has ended. */
  public static synchronized void use(Path folder) {
    given = folder;
  }

  /** A new empty file, which the caller removes. */
  public static synchronized Path file(String prefix) throws IOException {
    Path home = home();
    while (true) {
      try {
        return Files.createFile(home.resolve(name(prefix)));
      } catch (FileAlreadyExistsException e) {
        continue; // of another process that uses the folder
      }
    }
  }

  /** A new empty folder, which the caller removes. */
  public static synchronized Path folder(String prefix) throws IOException {
    Path home = home();
    while (true) {
      try {
        return Files.createDirectory(home.resolve(name(prefix)));
      } catch (FileAlreadyExistsException e) {
        continue; // of another process that uses the folder
      }
    }
  }

  /** Short, as the path of a socket must be. */
  private static String name(String prefix) {
    return prefix + ++names;
  }

  private static Path home() throws IOException {
    if (given != null) {
      return given;
    }
    OwnFolder folder = own;
    if (folder == null || !folder.isUsable()) {
      folder = OwnFolder.make(Path.of(System.getProperty("java.io.tmpdir")), PREFIX);
      own = folder;
    }
    return folder.path();
  }

  /** Removes what processes that are gone have left on this machine. */
  public static void sweep() {
    OwnFolder.sweep(Path.of(System.getProperty("java.io.tmpdir")), PREFIX);
  }
}
