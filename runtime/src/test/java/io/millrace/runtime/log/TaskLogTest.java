package io.millrace.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLogTest {
  @TempDir private Path folder;
  private final String before = System.getProperty("java.io.tmpdir");

  @BeforeEach
  void useFolder() {
    System.setProperty("java.io.tmpdir", folder.toString());
  }

  @AfterEach
  void leaveFolder() {
    System.setProperty("java.io.tmpdir", before);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(each -> each.getFileName().toString().startsWith("log-")).count();
    }
  }

  private static List<String> lines(TaskLog log) {
    return TaskLog.read(log.content()).stream().map(TaskLog.Line::text).toList();
  }

  @Test
  void aLongLogWaitsInAFileAndLosesNothing() throws IOException {
    List<String> lines =
        IntStream.range(0, 3000).mapToObj(i -> "line " + i + " " + "é".repeat(i % 200)).toList();
    try (TaskLog log = new TaskLog(TaskLog.Source.TASK)) {
      assertTrue(log.isEmpty());
      lines.forEach(line -> log.add(bytes(line)));
      assertEquals(1, files());
      assertEquals(lines, lines(log));
      log.conclude("the end");
      assertTrue(lines(log).contains("the end"));
    }
    assertEquals(0, files());
  }

  @Test
  void aShortLogNeedsNoFile() throws IOException {
    try (TaskLog log = new TaskLog(TaskLog.Source.TASK)) {
      log.add(bytes("short"));
      assertEquals(0, files());
    }
  }

  @Test
  void withoutRoomForFilesItStaysInMemory() throws IOException {
    System.setProperty("java.io.tmpdir", folder.resolve("none").toString());
    try (TaskLog log = new TaskLog(TaskLog.Source.TASK)) {
      IntStream.range(0, 2000).forEach(i -> log.add(bytes("x".repeat(100))));
      assertEquals(2000, lines(log).size());
    }
  }

  @Test
  void whatIsOverTheLimitIsDroppedButForTheConclusion() {
    try (TaskLog log = new TaskLog(TaskLog.Source.TASK)) {
      IntStream.range(0, 12).forEach(i -> log.add(new byte[1 << 20]));
      log.conclude("it was killed");
      List<String> lines = lines(log);
      assertTrue(lines.get(lines.size() - 2).startsWith("[TRUNCATED"), lines.get(lines.size() - 2));
      assertEquals("it was killed", lines.get(lines.size() - 1));
    }
  }
}
