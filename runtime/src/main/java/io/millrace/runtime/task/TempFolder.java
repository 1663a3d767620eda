package io.millrace.runtime.task;

import io.millrace.runtime.storage.Temporary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task's own folder, made when it is first asked for. */
final class TempFolder implements AutoCloseable {
  private @Nullable Path path;

  Path get() {
    try {
      if (path == null) {
        path = Temporary.folder("task-");
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (path == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      System.err.println("The task's temporary folder " + path + " could not be removed: " + e);
    }
  }
}
