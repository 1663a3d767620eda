package io.millrace.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    take("x".repeat(25 << 20));
    splitter.end();
    assertEquals(25 << 20, String.join("", lines).length());
    assertEquals(3, lines.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "\u20ac", "\ud83d\ude00"})
  void noPartEndsWithinACharacter(String character) {
    for (String before : List.of("", "1", "22", "333")) {
      String text = before + character.repeat(LineSplitter.LONGEST_LINE / 2 + 3);
      lines.clear();
      take(text);
      splitter.end();
      assertEquals(text, String.join("", lines));
      assertTrue(lines.size() >= 2, before);
    }
  }

  @Test
  void bytesThatAreNotTextComeAsTheyAre() {
    byte[] bytes = new byte[LineSplitter.LONGEST_LINE + 5];
    Arrays.fill(bytes, (byte) 0x80);
    List<byte[]> parts = new ArrayList<>();
    LineSplitter plain = new LineSplitter(part -> parts.add(part));
    plain.take(bytes, bytes.length);
    plain.end();
    assertEquals(
        List.of(LineSplitter.LONGEST_LINE, 5), parts.stream().map(each -> each.length).toList());
  }
}
