package io.millrace.runtime.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter =
      new LineSplitter(line -> lines.add(new String(line, StandardCharsets.UTF_8)));

  private void take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    splitter.take(bytes, bytes.length);
  }

  @Test
  void linesAreMadeOfPieces() {
    take("one\ntw");
    take("o\n\nth");
    take("ree");
    assertEquals(List.of("one", "two", ""), lines);
    splitter.end();
    assertEquals(List.of("one", "two", "", "three"), lines);
  }

  @Test
  void aLineWithoutEndComesInParts() {
    take("x".repeat(3 << 20));
    splitter.end();
    assertEquals(3 << 20, String.join("", lines).length());
    assertEquals(3, lines.size());
  }
}
