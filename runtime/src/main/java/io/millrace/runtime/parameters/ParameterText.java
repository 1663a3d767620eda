package io.millrace.runtime.parameters;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the text of one parameter as a value of its field's type; the conversions that the
 * processor lets pass.
 */
final class ParameterText {
  private ParameterText() {}

  /** Says what a text should have been. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  static Object parse(String text, Type type) throws Unreadable {
    if (type instanceof ParameterizedType generic) {
      return parseGeneric(text, generic);
    }
    if (type instanceof Class<?> plain) {
      return plain.isEnum() ? constant(text, plain) : scalar(text, plain);
    }
    throw new Unreadable(
        "a parameter of type " + type.getTypeName() + " cannot be read from text.");
  }

  private static Object parseGeneric(String text, ParameterizedType type) throws Unreadable {
    Class<?> raw = (Class<?>) type.getRawType();
    Type element = type.getActualTypeArguments()[0];
    if (raw == Optional.class) {
      return Optional.of(parse(text, element));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return map(text, element, type.getActualTypeArguments()[1]);
    }
    Collection<Object> values = raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
    for (String item : items(text)) {
      values.add(parse(item, element));
    }
    return values;
  }

  private static Map<Object, Object> map(String text, Type key, Type value) throws Unreadable {
    Map<Object, Object> map = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Object> entry : JSON.std.mapFrom(text).entrySet()) {
        map.put(parse(entry.getKey(), key), parse(asText(entry.getValue()), value));
      }
    } catch (IOException e) {
      throw new Unreadable("'" + text + "' is not a JSON object. Give one such as '{\"a\": 1}'.");
    }
    return map;
  }

  /** A JSON array's elements, or what stands between commas. */
  private static List<String> items(String text) throws Unreadable {
    if (text.isBlank()) {
      return List.of();
    }
    if (!text.stripLeading().startsWith("[")) {
      return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
    try {
      List<String> items = new ArrayList<>();
      for (Object item : JSON.std.listFrom(text)) {
        items.add(asText(item));
      }
      return items;
    } catch (IOException e) {
      throw new Unreadable(
          "'" + text + "' is not a JSON array. Give one such as '[1, 2]', or '1,2'.");
    }
  }

  private static String asText(Object json) throws IOException {
    return json instanceof Map || json instanceof Collection
        ? JSON.std.asString(json)
        : String.valueOf(json);
  }

  private static Object constant(String text, Class<?> type) throws Unreadable {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    String names =
        Arrays.stream(constants)
            .map(each -> ((Enum<?>) each).name())
            .collect(Collectors.joining(", "));
    throw new Unreadable("'" + text + "' is not one of its values. Give one of " + names + ".");
  }

  private static Object scalar(String text, Class<?> type) throws Unreadable {
    Scalar scalar = SCALARS.get(type);
    if (scalar == null) {
      throw new Unreadable(
          "a parameter of type " + type.getTypeName() + " cannot be read from text.");
    }
    try {
      return scalar.reader.read(text);
    } catch (RuntimeException e) {
      throw new Unreadable(
          "'%s' is not %s. Give one such as %s.".formatted(text, scalar.what, scalar.example));
    }
  }

  private static boolean readBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y", "on" -> true;
      case "false", "f", "0", "no", "n", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static char readCharacter(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }

  private static double readFinite(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(withoutSuffix(text));
    };
  }

  /** Refuses the type suffixes of Java's literals, which {@code Double.parseDouble} takes. */
  private static String withoutSuffix(String text) {
    if (!text.isEmpty() && "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private interface Reader {
    Object read(String text);
  }

  /** How a type is read, and how an error speaks of it. */
  private record Scalar(Reader reader, String what, String example) {}

  private static final Map<Class<?>, Scalar> SCALARS = scalars();

  private static Map<Class<?>, Scalar> scalars() {
    Map<Class<?>, Scalar> all = new LinkedHashMap<>();
    all.put(String.class, new Scalar(text -> text, "a text", "abc"));
    Scalar truth = new Scalar(ParameterText::readBoolean, "true or false", "true");
    all.put(boolean.class, truth);
    all.put(Boolean.class, truth);
    Scalar character = new Scalar(ParameterText::readCharacter, "a single character", "x");
    all.put(char.class, character);
    all.put(Character.class, character);
    Scalar tiny = new Scalar(Byte::valueOf, "a whole number from -128 to 127", "1");
    all.put(byte.class, tiny);
    all.put(Byte.class, tiny);
    Scalar small = new Scalar(Short::valueOf, "a whole number from -32768 to 32767", "1");
    all.put(short.class, small);
    all.put(Short.class, small);
    Scalar whole = new Scalar(Integer::valueOf, "a whole number within 32 bits", "10");
    all.put(int.class, whole);
    all.put(Integer.class, whole);
    Scalar large = new Scalar(Long::valueOf, "a whole number within 64 bits", "10");
    all.put(long.class, large);
    all.put(Long.class, large);
    Scalar number = new Scalar(ParameterText::readFinite, "a number", "0.5");
    all.put(double.class, number);
    all.put(Double.class, number);
    Scalar single = new Scalar(text -> (float) readFinite(text), "a number", "0.5");
    all.put(float.class, single);
    all.put(Float.class, single);
    all.put(BigInteger.class, new Scalar(BigInteger::new, "a whole number", "10"));
    all.put(BigDecimal.class, new Scalar(BigDecimal::new, "a decimal number", "0.5"));
    all.put(LocalDate.class, new Scalar(LocalDate::parse, "a date", "2026-11-23"));
    all.put(LocalTime.class, new Scalar(LocalTime::parse, "a time", "18:30:00"));
    all.put(
        LocalDateTime.class,
        new Scalar(LocalDateTime::parse, "a date and time", "2026-11-23T18:30:00"));
    all.put(Instant.class, new Scalar(Instant::parse, "an instant", "2026-11-23T18:30:00Z"));
    all.put(
        OffsetDateTime.class,
        new Scalar(
            OffsetDateTime::parse, "a date and time with offset", "2026-11-23T18:30:00+02:00"));
    all.put(
        ZonedDateTime.class,
        new Scalar(
            ZonedDateTime::parse,
            "a date and time with zone",
            "2026-11-23T18:30:00+02:00[Europe/Helsinki]"));
    all.put(Duration.class, new Scalar(Duration::parse, "an ISO 8601 duration", "PT1H30M"));
    all.put(
        UUID.class, new Scalar(UUID::fromString, "a UUID", "123e4567-e89b-12d3-a456-426614174000"));
    all.put(Path.class, new Scalar(Path::of, "a path", "data/input.csv"));
    all.put(URI.class, new Scalar(URI::create, "a URI", "s3://bucket/key"));
    return all;
  }
}
