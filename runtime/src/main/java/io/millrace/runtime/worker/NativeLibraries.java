package io.millrace.runtime.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
      return Optional.of(
          new String(Files.readAllBytes(MAPS), StandardCharsets.UTF_8) // whatever a file is called
              .lines()
              .filter(line -> line.contains(".so") && line.contains("/") && !line.contains(JDK))
              .map(line -> line.substring(line.indexOf('/')))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      return Optional.empty(); // there is no such file but on Linux
    }
  }
}
