package io.millrace.runtime.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes single values of the class that was declared; a number must fit without loss. */
final class Scalars {
  private Scalars() {}

  /** {@code plain} as a {@code raw}; null if that is no such class. */
  static @Nullable Object decode(Object plain, Class<?> raw) {
    if (plain instanceof Boolean && (raw == boolean.class || raw == Boolean.class)) {
      return plain;
    } else if (plain instanceof Number number) {
      return number(number, raw);
    } else if (plain instanceof String text) {
      return text(text, raw);
    } else if (plain instanceof Path path && raw == java.io.File.class) {
      return path.toFile();
    }
    return temporal(plain, raw);
  }

  private static @Nullable Object number(Number number, Class<?> raw) {
    if (raw == double.class || raw == Double.class) {
      return number.doubleValue();
    } else if (raw == float.class || raw == Float.class) {
      return number.floatValue();
    } else if (raw == BigDecimal.class) {
      return new BigDecimal(number.toString());
    } else if (raw == OptionalDouble.class) {
      return OptionalDouble.of(number.doubleValue());
    } else if (raw == Number.class
        || raw == java.io.Serializable.class
        || raw == Comparable.class) {
      return number;
    }
    return number instanceof Double ? null : whole(new BigInteger(number.toString()), raw);
  }

  private static @Nullable Object whole(BigInteger value, Class<?> raw) {
    try {
      if (raw == long.class || raw == Long.class) {
        return value.longValueExact();
      } else if (raw == int.class || raw == Integer.class) {
        return value.intValueExact();
      } else if (raw == short.class || raw == Short.class) {
        return value.shortValueExact();
      } else if (raw == byte.class || raw == Byte.class) {
        return value.byteValueExact();
      } else if (raw == OptionalInt.class) {
        return OptionalInt.of(value.intValueExact());
      } else if (raw == OptionalLong.class) {
        return OptionalLong.of(value.longValueExact());
      }
    } catch (ArithmeticException e) {
      throw new ArtifactException(
          "it is %s, which does not fit into a %s. Declare a wider type."
              .formatted(value, raw.getSimpleName()),
          e);
    }
    return raw == BigInteger.class ? value : null;
  }

  private static @Nullable Object text(String text, Class<?> raw) {
    if (raw.isInstance(text)) {
      return text;
    } else if (raw.isEnum()) {
      return constant(text, raw);
    } else if ((raw == char.class || raw == Character.class) && text.length() == 1) {
      return text.charAt(0);
    } else if (raw == StringBuilder.class) {
      return new StringBuilder(text);
    } else if (raw == StringBuffer.class) {
      return new StringBuffer(text);
    }
    return TextTypes.read(text, raw);
  }

  private static Object constant(String text, Class<?> raw) {
    for (Object constant : raw.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new ArtifactException(
        "it is '%s', which is not a constant of %s.".formatted(text, raw.getTypeName()));
  }

  /** Times that Python has one type for, and Java several. */
  private static @Nullable Object temporal(Object plain, Class<?> raw) {
    if (raw == Instant.class) {
      return instant(plain);
    } else if (Date.class.isAssignableFrom(raw)) {
      Instant instant = instant(plain);
      return instant == null ? null : date(instant, raw);
    } else if (raw == OffsetDateTime.class && plain instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime();
    } else if (raw == ZonedDateTime.class && plain instanceof OffsetDateTime offset) {
      return offset.toZonedDateTime();
    }
    return null;
  }

  /** The classes of JDBC are other ways to look at an instant. */
  private static @Nullable Object date(Instant instant, Class<?> raw) {
    return switch (raw.getName()) {
      case "java.util.Date" -> Date.from(instant);
      case "java.sql.Date" -> new java.sql.Date(instant.toEpochMilli());
      case "java.sql.Time" -> new java.sql.Time(instant.toEpochMilli());
      case "java.sql.Timestamp" -> java.sql.Timestamp.from(instant);
      default -> null;
    };
  }

  private static @Nullable Instant instant(Object plain) {
    if (plain instanceof OffsetDateTime offset) {
      return offset.toInstant();
    } else if (plain instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return plain instanceof LocalDateTime local ? local.toInstant(java.time.ZoneOffset.UTC) : null;
  }
}
