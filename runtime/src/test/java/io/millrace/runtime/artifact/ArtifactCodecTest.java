package io.millrace.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArtifactCodecTest {

  enum Colour {
    RED,
    GREEN {
      @Override
      boolean leafy() {
        return true;
      }
    };

    boolean leafy() {
      return false;
    }
  }

  record Point(int x, double y) {}

  record Pair<A, B>(A first, List<B> rest) {}

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  static class Bean {
    private String name = "";
    private transient int cached = 7;
    private List<Point> points = new ArrayList<>();

    @Override
    public boolean equals(Object other) {
      return other instanceof Bean bean && bean.name.equals(name) && bean.points.equals(points);
    }

    @Override
    public int hashCode() {
      return name.hashCode() + cached;
    }
  }

  static Stream<Arguments> values() {
    Bean bean = new Bean();
    bean.name = "b";
    bean.points = List.of(new Point(1, 2));
    Map<String, Integer> withNull = new LinkedHashMap<>();
    withNull.put("none", null);
    EnumMap<Colour, Integer> byColour = new EnumMap<>(Map.of(Colour.RED, 1));
    return Stream.of(
        Arguments.of(true, boolean.class),
        Arguments.of(-1, int.class),
        Arguments.of(255, Integer.class),
        Arguments.of(65536L, long.class),
        Arguments.of(Long.MIN_VALUE, Long.class),
        Arguments.of((short) -7, short.class),
        Arguments.of((byte) -7, byte.class),
        Arguments.of('x', char.class),
        Arguments.of(1.5f, float.class),
        Arguments.of(Double.NaN, double.class),
        Arguments.of(Double.NEGATIVE_INFINITY, Double.class),
        Arguments.of("h\u00e9llo \ud83d\ude00 \ud800 end", String.class),
        Arguments.of("x".repeat(70_000), String.class),
        Arguments.of(Colour.GREEN, Colour.class),
        Arguments.of(BigInteger.ONE.shiftLeft(2100).negate(), BigInteger.class),
        Arguments.of(new BigDecimal("1.50"), BigDecimal.class),
        Arguments.of(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), UUID.class),
        Arguments.of(Path.of("/a/b c"), Path.class),
        Arguments.of(LocalDate.of(2026, 2, 28), LocalDate.class),
        Arguments.of(LocalTime.of(23, 59, 58, 123_456_789), LocalTime.class),
        Arguments.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6), LocalDateTime.class),
        Arguments.of(Instant.parse("2026-11-23T20:16:00.123456789Z"), Instant.class),
        Arguments.of(
            OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 999, ZoneOffset.ofHours(-3)),
            OffsetDateTime.class),
        Arguments.of(
            ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Paris"))
                .withLaterOffsetAtOverlap(),
            ZonedDateTime.class),
        Arguments.of(Duration.ofSeconds(-90, 1), Duration.class),
        Arguments.of(Period.ofMonths(3), Period.class),
        Arguments.of(List.of(), Types.of(List.class, String.class)),
        Arguments.of(Arrays.asList(1, null, 3), Types.of(List.class, Integer.class)),
        Arguments.of(
            new ArrayDeque<>(List.of("a")).stream().toList(),
            Types.of(Iterable.class, String.class)),
        Arguments.of(Set.of("a", "b"), Types.of(Set.class, String.class)),
        Arguments.of(Set.of(List.of(1)), Types.of(Set.class, Types.of(List.class, Integer.class))),
        Arguments.of(withNull, Types.of(Map.class, String.class, Integer.class)),
        Arguments.of(
            new TreeMap<>(Map.of(2, "b", 1, "a")),
            Types.of(TreeMap.class, Integer.class, String.class)),
        Arguments.of(byColour, Types.of(EnumMap.class, Colour.class, Integer.class)),
        Arguments.of(Map.of(new Point(1, 2), "p"), Types.of(Map.class, Point.class, String.class)),
        Arguments.of(Map.entry("k", 1), Types.of(Map.Entry.class, String.class, Integer.class)),
        Arguments.of(Optional.of(new Point(1, 2)), Types.of(Optional.class, Point.class)),
        Arguments.of(Optional.empty(), Types.of(Optional.class, String.class)),
        Arguments.of(OptionalInt.of(4), OptionalInt.class),
        Arguments.of(new Point(3, 0.25), Point.class),
        Arguments.of(
            new Pair<>("a", List.of(new Point(1, 2))),
            Types.of(Pair.class, String.class, Point.class)),
        Arguments.of(new Circle(2), Shape.class),
        Arguments.of(List.of(new Circle(1), new Square(2)), Types.of(List.class, Shape.class)),
        Arguments.of(bean, Bean.class),
        Arguments.of(
            Map.of("k", List.of(Map.of("x", Set.of(1L)))),
            Types.of(
                Map.class,
                String.class,
                Types.of(
                    List.class,
                    Types.of(Map.class, String.class, Types.of(Set.class, Long.class))))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comesBackAsItWas(Object value, Type type) throws IOException {
    assertEquals(value, read(write(value, type), type));
  }

  static Stream<Arguments> arrays() {
    return Stream.of(
        Arguments.of(new byte[] {0, -1}, byte[].class),
        Arguments.of(new double[] {1, Double.MIN_VALUE}, double[].class),
        Arguments.of(new double[0], double[].class),
        Arguments.of(new float[] {0.1f}, float[].class),
        Arguments.of(new long[] {Long.MAX_VALUE, 0}, long[].class),
        Arguments.of(new int[] {1, -2}, int[].class),
        Arguments.of(new short[] {3}, short[].class),
        Arguments.of(new boolean[] {true, false}, boolean[].class),
        Arguments.of(new char[] {'a', '\u20ac'}, char[].class),
        Arguments.of(new int[][] {{1}, {}, {2, 3}}, int[][].class),
        Arguments.of(new String[] {"a", null}, String[].class),
        Arguments.of(
            new Object[] {List.of("a")}, Types.arrayOf(Types.of(List.class, String.class))));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void anArrayComesBackAsItWas(Object array, Type type) throws IOException {
    Object back = read(write(array, type), type);

    assertArrayEquals(new Object[] {array}, new Object[] {back});
  }

  /** What Python's own pickler writes of the same values, memos and frames included. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          80044e2e                                                                     |
          8004882e                                                                     | true
          80044b022e                                                                   | 2
          8004950c000000000000008a090000000000000000402e                               | 1180591620717411303424
          8004950a00000000000000473fe00000000000002e                                   | 0.5
          80049509000000000000008c057374617274942e                                     | start
          80049511000000000000005d94288c0161948c0162948c016394652e                     | [a, b, c]
          8004950f000000000000005d94284b018c0374776f944e88652e                         | [1, two, null, true]
          80049519000000000000007d948c0161945d94284b014740040000000000004e8865732e     | {a=[1, 2.5, null, true]}
          8004950e000000000000007d948c016b944b014b028694732e                           | {k=Tuple[items=[1, 2]]}
          """)
  void readsWhatPythonWrote(String hex, String text) throws IOException {
    assertEquals(
        String.valueOf(text), String.valueOf(read(HexFormat.of().parseHex(hex), Object.class)));
  }

  @Test
  void readsMetaflowsForeachStack() throws IOException {
    String hex =
        "8004953f000000000000005d948c085f5f6d61696e5f5f948c0c466f72656163684672616d65949394288c056f757465"
            + "72948c076c657474657273944b024b008c01619474948194612e";

    assertEquals(
        List.of(new ForeachFrame("outer", "letters", 2, 0, "a")),
        read(HexFormat.of().parseHex(hex), Object.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8004636f730a73797374656d0a8c026c738552 2e  | os.system
          8004                                       | ends too early
          80048c                                     | ends too early
          8004652e                                   | damaged
          8004582000000041                           | ends too early
          8004ff2e                                   | 0xff
          """)
  void refusesWhatIsBrokenOrWouldRunSomething(String hex, String reason) {
    byte[] pickle = HexFormat.of().parseHex(hex.replace(" ", ""));
    ArtifactException refusal =
        assertThrows(ArtifactException.class, () -> read(pickle, Object.class));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  @Test
  void saysWhatCannotBeStored() {
    assertMessage("a java.lang.Thread cannot be stored", new Thread(), Object.class);
    List<Object> loop = new ArrayList<>();
    loop.add(loop);
    assertMessage("holds itself", loop, Object.class);
    assertMessage("years 1 to 9999", LocalDate.of(12_000, 1, 1), LocalDate.class);
  }

  @Test
  void aNumberThatDoesNotFitIsRefused() throws IOException {
    byte[] pickle = write(1L << 40, long.class);

    ArtifactException refusal =
        assertThrows(ArtifactException.class, () -> read(pickle, int.class));
    assertTrue(refusal.getMessage().contains("does not fit into a int"), refusal::getMessage);
  }

  @Test
  void setsKeepTheirOrderForJava() throws IOException {
    Set<String> set = new LinkedHashSet<>(List.of("z", "a", "m"));

    assertEquals(
        List.copyOf(set),
        List.copyOf((Set<?>) Objects.requireNonNull(read(write(set, Set.class), Set.class))));
  }

  private static void assertMessage(String part, Object value, Type type) {
    ArtifactException refusal = assertThrows(ArtifactException.class, () -> write(value, type));
    assertTrue(refusal.getMessage().contains(part), refusal::getMessage);
  }

  private static byte[] write(Object value, Type type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArtifactCodec.write(value, type, out);
    return out.toByteArray();
  }

  private static @Nullable Object read(byte[] pickle, Type type) throws IOException {
    return ArtifactCodec.read(new ByteArrayInputStream(pickle), pickle.length, type);
  }
}
