package io.millrace.runtime.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which Python type a Java value becomes. */
final class PythonTypes {
  private PythonTypes() {}

  static String name(@Nullable Object value) {
    Object inner = unwrapped(value);
    if (inner == null) {
      return "NoneType";
    } else if (inner instanceof Boolean) {
      return "bool";
    } else if (isWhole(inner)) {
      return "int";
    } else if (inner instanceof Double || inner instanceof Float) {
      return "float";
    } else if (isText(inner)) {
      return "str";
    } else if (inner instanceof byte[]) {
      return "bytes";
    } else if (inner instanceof Set<?> set) {
      return Encoder.hashable(set) ? "set" : "list";
    } else if (inner instanceof Collection || inner.getClass().isArray()) {
      return "list";
    } else if (inner instanceof Map<?, ?> map) {
      return Encoder.hashable(map.keySet()) ? "dict" : "list";
    }
    return objectName(inner);
  }

  private static String objectName(Object value) {
    if (value instanceof Map.Entry || value instanceof Tuple) {
      return "tuple";
    } else if (value instanceof BigDecimal) {
      return "decimal.Decimal";
    } else if (value instanceof UUID) {
      return "uuid.UUID";
    } else if (value instanceof Path) {
      return "pathlib.PurePosixPath";
    } else if (value instanceof LocalDate) {
      return "datetime.date";
    } else if (value instanceof LocalTime || value instanceof OffsetTime) {
      return "datetime.time";
    } else if (value instanceof Duration) {
      return "datetime.timedelta";
    } else if (value instanceof Instant
        || value instanceof Date
        || value instanceof LocalDateTime
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime) {
      return "datetime.datetime";
    } else if (value instanceof IncludedFile) {
      return "metaflow.includefile.IncludedFile";
    } else if (value instanceof StoredException || value instanceof Throwable) {
      return "metaflow.exception.MetaflowExceptionWrapper";
    } else if (value instanceof ForeachFrame) {
      return "__main__.ForeachFrame";
    }
    return "dict";
  }

  /** What an {@code Optional} holds, or null. */
  static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    } else if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (Object) optional.getAsInt() : null;
    } else if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? (Object) optional.getAsLong() : null;
    } else if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? (Object) optional.getAsDouble() : null;
    }
    return value;
  }

  static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger;
  }

  /** Whether the value is written as the text that its class prints and parses. */
  static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof Character
        || value instanceof Enum
        || TextTypes.isText(value.getClass());
  }
}
