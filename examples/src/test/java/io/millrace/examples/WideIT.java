package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a join's inputs share, what a limit of splits holds back, and native libraries. */
class WideIT {
  @TempDir Path folder;

  @Test
  void inputsShareLargeValuesAndALibraryIsLoadedByEachTask() throws IOException {
    FlowProcess.Result result =
        FlowProcess.process(
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlibrary=" + library(),
                "-cp",
                Path.of("target/test-classes").toAbsolutePath()
                    + File.pathSeparator
                    + FlowProcess.JAR,
                "io.millrace.runtime.Main",
                "WideFlow",
                "run",
                "--max-workers",
                "1"),
            Map.of());

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("] 63036 6000 2000 true\n"), result::toString);
    long processes =
        result
            .out()
            .lines()
            .filter(line -> line.contains("process "))
            .map(WideIT::last)
            .distinct()
            .count();
    assertEquals(3, processes, result::toString);
  }

  private static String last(String line) {
    return line.substring(line.lastIndexOf(' '));
  }

  /** A library of the C runtime that a JVM does not load by itself. */
  private static Path library() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("/usr"), 4)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libanl.so.1"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("There is no libanl.so.1; install glibc."));
    }
  }

  @Test
  void aSplitOverTheLimitIsNotTakenOver() {
    FlowProcess.java(folder, "ForeachFlow", "run", "--max-num-splits", "2");
    FlowProcess.Result refused =
        FlowProcess.java(folder, "ForeachFlow", "resume", "--max-num-splits", "2");
    FlowProcess.Result resumed = FlowProcess.java(folder, "ForeachFlow", "resume");

    assertEquals(1, refused.code(), refused::toString);
    assertTrue(refused.out().contains("--max-num-splits is 2. Raise it"), refused::toString);
    assertEquals(0, resumed.code(), resumed::toString);
  }
}
