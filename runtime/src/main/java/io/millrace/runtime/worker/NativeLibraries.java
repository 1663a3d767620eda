package io.millrace.runtime.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The native libraries in this process, but for the JDK's own.
 *
 * <p>The JVM binds a library to the class loader that loaded it, so no other task could load it.
 */
final class NativeLibraries {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final String JDK = System.getProperty("java.home");

  /** What was there before the first task, such as the C library. */
  private final Optional<Set<String>> atStart = mapped();

  /** Whether there is one that was not there at the start; true where that cannot be told. */
  boolean hasMore() {
    Optional<Set<String>> now = mapped();
    return now.isEmpty() || atStart.isEmpty() || !atStart.get().containsAll(now.get());
  }

  private static Optional<Set<String>> mapped() {
    try {
      Set<String> files = new HashSet<>();
      String maps = new String(Files.readAllBytes(MAPS), StandardCharsets.UTF_8);
      for (String line : maps.split("\n")) { // whatever a file is called
        if (line.contains(".so") && line.contains("/") && !line.contains(JDK)) {
          files.add(line.substring(line.indexOf('/')));
        }
      }
      return Optional.of(files);
    } catch (IOException e) {
      return Optional.empty(); // there is no such file but on Linux
    }
  }
}
