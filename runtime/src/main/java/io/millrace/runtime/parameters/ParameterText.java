package io.millrace.runtime.parameters;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.JsonObject;
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
import org.jspecify.annotations.Nullable;

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
      for (Map.Entry<String, Object> entry : JsonObject.read(text).entrySet()) {
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
    Scalar scalar = scalarOf(type);
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

  /** Not a map: with it, each run would link all of these method references at its start. */
  private static @Nullable Scalar scalarOf(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.String" -> new Scalar(text -> text, "a text", "abc");
      case "boolean", "java.lang.Boolean" ->
          new Scalar(ParameterText::readBoolean, "true or false", "true");
      case "char", "java.lang.Character" ->
          new Scalar(ParameterText::readCharacter, "a single character", "x");
      case "byte", "java.lang.Byte" ->
          new Scalar(Byte::valueOf, "a whole number from -128 to 127", "1");
      case "short", "java.lang.Short" ->
          new Scalar(Short::valueOf, "a whole number from -32768 to 32767", "1");
      case "int", "java.lang.Integer" ->
          new Scalar(Integer::valueOf, "a whole number within 32 bits", "10");
      case "long", "java.lang.Long" ->
          new Scalar(Long::valueOf, "a whole number within 64 bits", "10");
      case "double", "java.lang.Double" -> new Scalar(ParameterText::readFinite, "a number", "0.5");
      case "float", "java.lang.Float" ->
          new Scalar(text -> (float) readFinite(text), "a number", "0.5");
      case "java.math.BigInteger" -> new Scalar(BigInteger::new, "a whole number", "10");
      case "java.math.BigDecimal" -> new Scalar(BigDecimal::new, "a decimal number", "0.5");
      case "java.time.LocalDate" -> new Scalar(LocalDate::parse, "a date", "2026-11-23");
      case "java.time.LocalTime" -> new Scalar(LocalTime::parse, "a time", "18:30:00");
      case "java.time.LocalDateTime" ->
          new Scalar(LocalDateTime::parse, "a date and time", "2026-11-23T18:30:00");
      case "java.time.Instant" -> new Scalar(Instant::parse, "an instant", "2026-11-23T18:30:00Z");
      case "java.time.OffsetDateTime" ->
          new Scalar(
              OffsetDateTime::parse, "a date and time with offset", "2026-11-23T18:30:00+02:00");
      case "java.time.ZonedDateTime" ->
          new Scalar(
              ZonedDateTime::parse,
              "a date and time with zone",
              "2026-11-23T18:30:00+02:00[Europe/Helsinki]");
      case "java.time.Duration" -> new Scalar(Duration::parse, "an ISO 8601 duration", "PT1H30M");
      case "java.util.UUID" ->
          new Scalar(UUID::fromString, "a UUID", "123e4567-e89b-12d3-a456-426614174000");
      case "java.nio.file.Path" -> new Scalar(Path::of, "a path", "data/input.csv");
      case "java.net.URI" -> new Scalar(URI::create, "a URI", "s3://bucket/key");
      default -> null;
    };
  }
}
