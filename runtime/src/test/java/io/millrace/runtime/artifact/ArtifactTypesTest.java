package io.millrace.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.manifest.ArtifactTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type that the compiler accepts is stored, and read as what was declared. */
class ArtifactTypesTest {
  /** A value of each type that is not a collection or map; what an interface is read as. */
  private static final List<Object> SINGLE =
      List.of(
          true,
          'ж',
          (byte) -3,
          (short) 300,
          7,
          Long.MIN_VALUE,
          0.5f,
          -0.0,
          "text",
          new StringBuilder("built"),
          new StringBuffer("buffered"),
          Duration.ofNanos(-1),
          Instant.parse("2024-02-29T23:59:59.123456789Z"),
          LocalDate.of(1, 1, 1),
          LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4),
          LocalTime.MAX,
          MonthDay.of(2, 29),
          OffsetDateTime.parse("2024-10-27T02:30:00+01:00"),
          OffsetTime.parse("10:15:30+01:00"),
          Period.of(1, -2, 3),
          Year.of(2024),
          YearMonth.of(2024, 2),
          ZoneOffset.ofHours(-3),
          ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Vienna")),
          Currency.getInstance("BRL"),
          new Date(0),
          Locale.forLanguageTag("pt-BR"),
          new UUID(-1, 1),
          OptionalDouble.of(2.5),
          OptionalInt.of(3),
          OptionalLong.of(4),
          new File("/tmp/x"),
          new BigDecimal("1.10"),
          BigInteger.TWO.pow(100),
          URI.create("https://example.org/?a=b"),
          StandardCharsets.UTF_16,
          Path.of("a", "b"),
          new java.sql.Date(86_400_000L * 365),
          new Time(3_600_000),
          Timestamp.from(Instant.parse("2024-02-29T23:59:59.123456789Z")));

  private enum Color {
    RED,
    GREEN
  }

  static List<String> names() throws ClassNotFoundException {
    List<String> names = new ArrayList<>();
    for (String name : new TreeSet<>(ArtifactTypes.all())) {
      if (isThere(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Some came with Java 21. */
  private static boolean isThere(String name) {
    boolean later = name.startsWith("java.util.Sequenced");
    try {
      type(name);
      return true;
    } catch (ClassNotFoundException e) {
      assertTrue(later && Runtime.version().feature() < 21, name);
      return false;
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    int nested = name.indexOf("Map.");
    return Class.forName(
        nested < 0 ? name : name.substring(0, nested + 3) + "$" + name.substring(nested + 4));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadAsWhatWasDeclared(String name) throws Exception {
    Class<?> raw = type(name);
    if (raw == EnumSet.class) {
      same(EnumSet.of(Color.GREEN), Types.of(raw, Color.class));
      same(EnumSet.noneOf(Color.class), Types.of(raw, Color.class));
    } else if (raw == EnumMap.class) {
      same(new EnumMap<>(Map.of(Color.RED, 1)), Types.of(raw, Color.class, Integer.class));
    } else if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
      collection(raw);
    } else if (Map.class.isAssignableFrom(raw)) {
      map(raw);
    } else if (Map.Entry.class.isAssignableFrom(raw)) {
      Object read = same(Map.entry("a", 1), Types.of(raw, String.class, Integer.class));
      assertInstanceOf(raw, read);
    } else if (raw == Optional.class) {
      same(Optional.of(5), Types.of(raw, Integer.class));
      same(Optional.empty(), Types.of(raw, Integer.class));
    } else if (raw == Pattern.class) {
      Object read = read(write(Pattern.compile("a+b"), raw), raw);
      assertEquals("a+b", assertNotNullOf(Pattern.class, read).pattern());
    } else {
      single(raw);
    }
    if (!name.contains("Optional")) {
      assertNull(read(write(null, raw), raw));
    }
  }

  private static <T> T assertNotNullOf(Class<T> type, @Nullable Object value) {
    assertNotNull(value);
    return assertInstanceOf(type, value);
  }

  private static void single(Class<?> raw) throws IOException {
    List<Object> values =
        Stream.concat(SINGLE.stream(), Stream.of(ZoneId.of("America/Manaus")))
            .filter(each -> each.getClass() == raw)
            .toList();
    if (values.isEmpty()) {
      values = SINGLE.stream().filter(raw::isInstance).limit(1).toList();
    }
    assertEquals(1, values.size(), "a value of each type stands above");
    Object value = values.get(0);
    Object read = read(write(value, raw), raw);
    assertInstanceOf(raw, read);
    assertEquals(String.valueOf(value), String.valueOf(read));
    if (value.getClass() == raw && !(value instanceof CharSequence && raw != String.class)) {
      assertEquals(value, read);
    }
  }

  private static void collection(Class<?> raw) throws IOException {
    for (List<Integer> items : List.of(List.of(3, 1, 2), List.<Integer>of())) {
      Object read = read(write(items, raw), Types.of(raw, Integer.class));
      assertInstanceOf(raw, read);
      List<Integer> found = new ArrayList<>();
      ((Iterable<?>) read).forEach(each -> found.add((Integer) each));
      boolean ordered = !(read instanceof SortedSet) && !(read instanceof HashSet);
      assertEquals(
          read instanceof PriorityQueue || read instanceof PriorityBlockingQueue || !ordered
              ? new TreeSet<>(items)
              : items,
          read instanceof PriorityQueue || read instanceof PriorityBlockingQueue || !ordered
              ? new TreeSet<>(found)
              : found);
    }
  }

  private static void map(Class<?> raw) throws IOException {
    Type type = raw == Properties.class ? raw : Types.of(raw, String.class, String.class);
    Map<String, String> items = new TreeMap<>(Map.of("b", "2", "a", "1"));
    Object read = read(write(items, raw), type);
    assertInstanceOf(raw, read);
    Map<Object, Object> found = new TreeMap<>((Map<?, ?>) read);
    assertEquals(items, found);
  }

  private static @Nullable Object same(Object value, Type type) throws IOException {
    Object read = read(write(value, type), type);
    assertEquals(value, read);
    return read;
  }

  private static byte[] write(@Nullable Object value, Type type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArtifactCodec.write(value, type, out);
    return out.toByteArray();
  }

  private static @Nullable Object read(byte[] bytes, Type type) throws IOException {
    return ArtifactCodec.decode(
        ArtifactCodec.readPlain(new ByteArrayInputStream(bytes), bytes.length), type);
  }

  private static final class Bag extends ArrayList<String> {
    private Bag() {}
  }

  private static final class Sized extends ArrayList<String> {
    Sized(int size) {
      super(size);
    }
  }

  @Test
  void aCollectionOfOnesOwnIsMadeByItsConstructor() throws IOException {
    Bag bag = new Bag();
    bag.add("a");
    assertInstanceOf(Bag.class, same(bag, Bag.class));
    Sized sized = new Sized(3);
    byte[] bytes = write(sized, Sized.class);
    ArtifactException thrown =
        assertThrows(ArtifactException.class, () -> read(bytes, Sized.class));
    assertTrue(
        String.valueOf(thrown.getMessage()).contains("no constructor without arguments"),
        thrown::toString);
  }
}
