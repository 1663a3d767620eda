package io.millrace.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What several references lead to is stored once, and is one value again. */
class SharedValuesTest {

  static class Node {
    @Nullable Node left;
    @Nullable Node right;
    String name = "";
  }

  record Pair(List<String> first, List<String> second) {}

  record Views(List<String> typed, Object open) {}

  record Point(int x, int y) {}

  static Stream<Arguments> shared() {
    Node node = new Node();
    node.name = "n";
    return Stream.of(
        Arguments.of(new ArrayList<>(List.of("a")), Types.of(List.class, String.class)),
        Arguments.of(new ArrayList<>(), Types.of(List.class, String.class)),
        Arguments.of(new ArrayList<>(List.of(1L, 2L)), long[].class),
        Arguments.of(Set.of("a"), Types.of(Set.class, String.class)),
        Arguments.of(new LinkedHashMap<>(Map.of("k", 1L)), Map.class),
        Arguments.of(new double[] {1, 2}, double[].class),
        Arguments.of(new char[] {'a'}, char[].class),
        Arguments.of(new byte[] {1, 2}, byte[].class),
        Arguments.of(new String[] {"a"}, String[].class),
        Arguments.of(node, Node.class),
        Arguments.of(new Pair(List.of("a"), List.of("b")), Pair.class),
        Arguments.of(new ArrayList<>(List.of("a")), Object.class));
  }

  @ParameterizedTest
  @MethodSource
  void shared(Object value, Type type) throws IOException {
    List<?> read = (List<?>) again(List.of(value, value, value), Types.of(List.class, type));

    assertEquals(3, read.size());
    assertSame(read.get(0), read.get(1));
    assertSame(read.get(0), read.get(2));
  }

  @Test
  void manyReferencesTakeNoRoom() throws IOException {
    Object lists = new ArrayList<>(List.of("leaf"));
    Object maps = Map.of("k", "v");
    Node node = new Node();
    for (int i = 0; i < 100; i++) {
      lists = List.of(lists, lists);
      maps = Map.of("a", maps, "b", maps);
      Node parent = new Node();
      parent.left = node;
      parent.right = node;
      node = parent;
    }
    assertTrue(write(lists, Object.class).length < 2000);
    assertTrue(write(maps, Object.class).length < 3000);
    assertTrue(write(node, Node.class).length < 10000);

    Node read = (Node) again(node, Node.class);
    for (int i = 0; i < 100; i++) {
      assertSame(read.left, read.right);
      read = Objects.requireNonNull(read.left);
    }
    assertEquals(null, read.left);
    List<?> list = (List<?>) again(lists, Object.class);
    for (int i = 0; i < 99; i++) {
      assertSame(list.get(0), list.get(1));
      list = (List<?>) list.get(0);
    }
    assertTrue(PythonText.of(again(lists, Object.class)).length() < 11_000_000);
  }

  @Test
  void whatIsEqualIsNotTheSame() throws IOException {
    List<?> read =
        (List<?>)
            again(
                List.of(new ArrayList<>(List.of("a")), new ArrayList<>(List.of("a"))),
                Types.of(List.class, Types.of(List.class, String.class)));

    assertEquals(read.get(0), read.get(1));
    assertNotSame(read.get(0), read.get(1));
  }

  /** Each may be changed by itself, as nobody has chosen to share them. */
  @Test
  void javasOwnEmptyOnesAreNotShared() throws IOException {
    Pair read = (Pair) again(new Pair(List.of(), List.of()), Pair.class);

    read.first().add("a");
    assertEquals(List.of(), read.second());
  }

  @Test
  void anotherTypeIsAnotherForm() throws IOException {
    List<String> list = new ArrayList<>(List.of("a"));
    Views read = (Views) again(new Views(list, list), Views.class);

    assertEquals(read.typed(), read.open());
  }

  @Test
  void recordsOfPlainValuesNeedNoMemo() throws IOException {
    Point point = new Point(1, 2);

    assertEquals(
        List.of(point, point), again(List.of(point, point), Types.of(List.class, Point.class)));
  }

  /** More than one byte can number. */
  @Test
  void manySharedValues() throws IOException {
    List<List<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(new ArrayList<>(List.of(i)));
    }
    all.addAll(List.copyOf(all));
    Type type = Types.of(List.class, Types.of(List.class, Integer.class));
    List<?> read = (List<?>) again(all, type);

    assertEquals(all, read);
    for (int i = 0; i < 300; i++) {
      assertSame(read.get(i), read.get(300 + i));
    }
  }

  /** {@code l = ["a"]; t = (l, l); pickle.dumps([t, t, l], 4)}. */
  @Test
  void whatPythonShares() throws IOException {
    byte[] pickle =
        HexFormat.of().parseHex("80049514000000000000005d94285d948c016194616801869468036801652e");
    Type lists = Types.of(List.class, String.class);
    List<?> read =
        (List<?>)
            Objects.requireNonNull(
                ArtifactCodec.read(
                    new ByteArrayInputStream(pickle),
                    pickle.length,
                    Types.of(List.class, Types.of(List.class, Object.class))));

    assertEquals(3, read.size());
    assertSame(read.get(0), read.get(1));
    List<?> tuple = (List<?>) read.get(0);
    assertSame(tuple.get(0), tuple.get(1));
    assertEquals(List.of("a"), ArtifactCodec.decode(tuple.get(0), lists));
  }

  @Test
  void doublesAreSharedAsWhatIsAskedFor() throws IOException {
    double[] doubles = {1, 2};
    byte[] pickle = write(List.of(doubles, doubles), Object.class);
    Object read =
        ArtifactCodec.read(
            new ByteArrayInputStream(pickle),
            pickle.length,
            Types.of(Map.Entry.class, double[].class, Types.of(List.class, Double.class)));
    Map.Entry<?, ?> entry = (Map.Entry<?, ?>) Objects.requireNonNull(read);

    assertArrayEquals(doubles, (double[]) entry.getKey());
    assertEquals(List.of(1.0, 2.0), entry.getValue());
  }

  private static byte[] write(Object value, Type type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArtifactCodec.write(value, type, out);
    return out.toByteArray();
  }

  private static Object again(Object value, Type type) throws IOException {
    byte[] pickle = write(value, type);
    return Objects.requireNonNull(
        ArtifactCodec.read(new ByteArrayInputStream(pickle), pickle.length, type));
  }
}
