package io.millrace.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged pickle is always an {@link ArtifactException}, never a failure of the reader. */
class DamagedPickleTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "empty,''",
    "month 13,80048c086461746574696d658c04646174659343040 7e40d0185522e",
    "a number of letters,80048c07646563696d616c8c07446563696d616c938c0361626385522e",
    "a zone that is not,80048c087a6f6e65696e666f8c125a6f6e65496e666f2e5f756e7069636b6c65938c024e6f85522e",
    "a mark above the stack,80044e4e2830304e652e",
    "a path with a zero,80048c07706174686c69628c0d50757265506f73697850617468938c01008552 2e",
    "a list in itself as a key,80045d946800617d68004e732e",
    "items set on None,80044e284b014b02752e",
    "an item of None,80044e4b01612e",
  })
  void isRefused(String what, String hex) {
    byte[] pickle = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThrows(
        ArtifactException.class,
        () -> ArtifactCodec.readPlain(new ByteArrayInputStream(pickle), pickle.length),
        what);
  }

  static List<Arguments> keys() {
    String deep = "3286".repeat(45);
    return List.of(
        Arguments.of("of a dict", "80047d4b01" + deep + "4b01732e"),
        Arguments.of("of a dict, in one step", "80047d284b01" + deep + "4b01752e"),
        Arguments.of("of a set", "80048f284b01" + deep + "902e"),
        Arguments.of("of a frozen set", "8004284b01" + deep + "912e"),
        Arguments.of("of a dict, very deep", "80047d4b01" + "85".repeat(100_000) + "4b01732e"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void aKeyThatTakesForEverToHashIsRefused(String what, String hex) {
    isRefused(what, hex);
    byte[] pickle = HexFormat.of().parseHex(hex);
    assertThrows( // where its size is not known
        ArtifactException.class,
        () -> ArtifactCodec.readPlain(new ByteArrayInputStream(pickle), Long.MAX_VALUE));
  }

  /** Where its size is not known. */
  @ParameterizedTest
  @ValueSource(
      strings = {"80048effffff7f00000000", "80048dffffff7f00000000", "800496ffffff7f00000000"})
  void aFalseLengthTakesNoMemory(String hex) {
    byte[] pickle = HexFormat.of().parseHex(hex);
    assertThrows(
        ArtifactException.class,
        () -> ArtifactCodec.readPlain(new ByteArrayInputStream(pickle), Long.MAX_VALUE));
  }

  /** As one that unpacks to far more than what was stored. */
  @Test
  void whatIsLongerThanItsSizeIsRefused() {
    byte[] items = new byte[100_000];
    java.util.Arrays.fill(items, (byte) 'N');
    System.arraycopy(new byte[] {(byte) 0x80, 4, '('}, 0, items, 0, 3);
    ArtifactException refusal =
        assertThrows(
            ArtifactException.class,
            () -> ArtifactCodec.readPlain(new ByteArrayInputStream(items), 5000));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("longer than the 5000 bytes"),
        refusal::toString);
  }

  private static Object plain(String hex) throws IOException {
    byte[] pickle = HexFormat.of().parseHex(hex);
    return Objects.requireNonNull(
        ArtifactCodec.readPlain(new ByteArrayInputStream(pickle), pickle.length));
  }

  private static final String OF_ITSELF = "80045d946800612e";

  @Test
  void whatHoldsItselfIsShownAsPythonDoes() throws IOException {
    assertEquals("[[...]]", PythonText.of(plain(OF_ITSELF)));
    assertEquals("{1: {...}}", PythonText.of(plain("80047d944b016800732e")));
    String deep = PythonText.of(plain("80045d" + "85".repeat(100_000) + "2e"));
    assertTrue(deep.contains("(..."), deep);
    String wide = PythonText.of(plain("80044b01" + "3286".repeat(45) + "2e"));
    assertTrue(wide.endsWith("..."));
  }

  @Test
  void whatDoesNotFitIsAnArtifactException() throws IOException {
    class Types {
      List<List<List<Integer>>> lists = List.of();
      Map<String, Object> map = Map.of();
      ConcurrentHashMap<String, Object> concurrent = new ConcurrentHashMap<>();
      TreeSet<Object> sorted = new TreeSet<>();
      Node node = new Node();
      int[] array = {};
    }
    for (String pickle :
        List.of(
            OF_ITSELF,
            "80045d29612e", // [()]
            "80047d8c01614e732e", // {'a': None}
            "80045d284b018c0161652e", // [1, 'a']
            "80044b012e")) {
      Object plain = plain(pickle);
      for (Field field : Types.class.getDeclaredFields()) {
        if (!field.isSynthetic()) {
          try {
            ArtifactCodec.decode(plain, field.getGenericType());
          } catch (ArtifactException e) {
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
          }
        }
      }
    }
  }

  /** A tree, as a class that holds its own kind. */
  static final class Node {
    List<Node> children = List.of();
  }

  @Test
  void controlCharactersAreEscapedAsPythonDoes() {
    assertEquals(
        "'a\\x1b[1m\\x00\\x7f\\x85\\xa0\\u200b\\u2028\\ufeff\\U000e0001 é😀\\\\'",
        PythonText.of("a\u001b[1m\u0000\u007f\u0085\u00a0\u200b\u2028\ufeff\udb40\udc01 é😀\\"));
  }
}
