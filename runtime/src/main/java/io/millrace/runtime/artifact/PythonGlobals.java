package io.millrace.runtime.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Python globals that a pickle may name, each with what it makes of its arguments; there are no
 * others.
 */
final class PythonGlobals {
  private PythonGlobals() {}

  /** Something that a pickle calls. */
  record Global(Kind kind) {
    /**
     * What the call makes.
     *
     * @param nanos what was popped just before, see {@link TemporalEncoder}
     */
    Object make(Tuple arguments, int nanos) {
      return switch (kind) {
        case DATE -> date((byte[]) arg(arguments, 0));
        case TIME -> time(arguments, nanos);
        case DATE_TIME -> dateTime(arguments, nanos);
        case DURATION -> duration(arguments, nanos);
        case OFFSET -> offset((Duration) arg(arguments, 0));
        case ZONE -> ZoneId.of((String) arg(arguments, 0));
        case DECIMAL -> decimal((String) arg(arguments, 0));
        case UUID, INCLUDED_FILE, EXCEPTION -> new Blank(kind);
        case FOREACH_FRAME -> frame(arguments);
        case ORDERED_DICT -> new LinkedHashMap<Object, Object>();
        case LIST -> collection(arguments, new PickledList());
        case SET -> new LinkedHashSet<>(items(arguments));
        case BYTES -> arguments.items().isEmpty() ? new byte[0] : arg(arguments, 0);
        case PATH -> path(arguments);
      };
    }
  }

  private enum Kind {
    DATE,
    TIME,
    DATE_TIME,
    DURATION,
    OFFSET,
    ZONE,
    DECIMAL,
    UUID,
    INCLUDED_FILE,
    EXCEPTION,
    FOREACH_FRAME,
    ORDERED_DICT,
    LIST,
    SET,
    BYTES,
    PATH
  }

  /** An object that gets its state next. */
  private record Blank(Kind kind) {}

  static Global find(String module, String name) {
    return new Global(
        switch (module + "." + name) {
          case "datetime.date" -> Kind.DATE;
          case "datetime.time" -> Kind.TIME;
          case "datetime.datetime" -> Kind.DATE_TIME;
          case "datetime.timedelta" -> Kind.DURATION;
          case "datetime.timezone" -> Kind.OFFSET;
          case "zoneinfo.ZoneInfo._unpickle" -> Kind.ZONE;
          case "decimal.Decimal" -> Kind.DECIMAL;
          case "uuid.UUID" -> Kind.UUID;
          case "metaflow.includefile.IncludedFile" -> Kind.INCLUDED_FILE;
          case "metaflow.exception.MetaflowExceptionWrapper" -> Kind.EXCEPTION;
          case "__main__.ForeachFrame", "metaflow.tuple_util.ForeachFrame" -> Kind.FOREACH_FRAME;
          case "collections.OrderedDict" -> Kind.ORDERED_DICT;
          case "collections.deque", "builtins.list" -> Kind.LIST;
          case "builtins.set", "builtins.frozenset" -> Kind.SET;
          case "builtins.bytearray" -> Kind.BYTES;
          case "pathlib.PurePosixPath",
              "pathlib.PosixPath",
              "pathlib.PurePath",
              "pathlib.Path",
              "pathlib._local.PurePosixPath",
              "pathlib._local.PosixPath",
              "pathlib._local.PurePath",
              "pathlib._local.Path" ->
              Kind.PATH;
          default ->
              throw new ArtifactException(
                  "it holds a Python object of %s.%s, which is not read here. Store numbers, texts, lists and dicts instead."
                      .formatted(module, name));
        });
  }

  /** Gives {@code blank} its state. */
  static Object build(@Nullable Object blank, @Nullable Object state) {
    if (blank instanceof Blank made) {
      Map<?, ?> fields = state instanceof Map<?, ?> map ? map : Map.of();
      return switch (made.kind) {
        case UUID -> uuid(fields);
        case INCLUDED_FILE -> Internals.includedFile(fields);
        default -> Internals.exception(fields);
      };
    }
    throw new ArtifactException(
        "its pickle sets the state of something that has none. It is damaged.");
  }

  private static Object arg(Tuple arguments, int index) {
    Object value = arguments.items().get(index);
    if (value == null) {
      throw new ClassCastException("None where a value is needed");
    }
    return value;
  }

  private static int unsigned(byte[] bytes, int index) {
    return bytes[index] & 0xff;
  }

  private static LocalDate date(byte[] b) {
    return LocalDate.of(
        unsigned(b, 0) << 8 | unsigned(b, 1), unsigned(b, 2) & 0x7f, unsigned(b, 3));
  }

  private static LocalTime time(byte[] b, int at, int nanos) {
    int micros = unsigned(b, at + 3) << 16 | unsigned(b, at + 4) << 8 | unsigned(b, at + 5);
    return LocalTime.of(
        unsigned(b, at) & 0x7f,
        unsigned(b, at + 1),
        unsigned(b, at + 2),
        micros * 1000 + nanos % 1000);
  }

  private static Object time(Tuple arguments, int nanos) {
    LocalTime time = time((byte[]) arg(arguments, 0), 0, nanos);
    boolean zoned = arguments.items().size() > 1 && arg(arguments, 1) instanceof ZoneOffset;
    return zoned ? OffsetTime.of(time, (ZoneOffset) arg(arguments, 1)) : time;
  }

  private static Object dateTime(Tuple arguments, int nanos) {
    byte[] bytes = (byte[]) arg(arguments, 0);
    LocalDateTime local = LocalDateTime.of(date(bytes), time(bytes, 4, nanos));
    if (arguments.items().size() < 2) {
      return local;
    } else if (arg(arguments, 1) instanceof ZoneOffset offset) {
      return local.atOffset(offset);
    }
    ZonedDateTime zoned = local.atZone((ZoneId) arg(arguments, 1));
    return (unsigned(bytes, 2) & 0x80) != 0 ? zoned.withLaterOffsetAtOverlap() : zoned;
  }

  private static Duration duration(Tuple arguments, int nanos) {
    return Duration.ofDays((Long) arg(arguments, 0))
        .plusSeconds((Long) arg(arguments, 1))
        .plusNanos((Long) arg(arguments, 2) * 1000 + nanos);
  }

  private static ZoneOffset offset(Duration duration) {
    return ZoneOffset.ofTotalSeconds((int) duration.getSeconds());
  }

  private static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new ArtifactException(
          "it holds the decimal " + text + ", which Java's BigDecimal cannot hold.", e);
    }
  }

  private static UUID uuid(Map<?, ?> state) {
    Object number = state.get("int");
    BigInteger all = number instanceof Long small ? BigInteger.valueOf(small) : (BigInteger) number;
    if (all == null) {
      throw new ClassCastException("a UUID without its number");
    }
    return new UUID(all.shiftRight(64).longValue(), all.longValue());
  }

  private static Path path(Tuple arguments) {
    List<String> parts = new ArrayList<>();
    arguments.items().forEach(part -> parts.add(String.valueOf(part)));
    return parts.isEmpty()
        ? Path.of("")
        : Path.of(parts.get(0), parts.subList(1, parts.size()).toArray(String[]::new));
  }

  private static ForeachFrame frame(Tuple arguments) {
    Object value = arguments.items().get(4);
    Object size = arguments.items().get(2);
    return new ForeachFrame(
        (String) arg(arguments, 0),
        String.valueOf(arguments.items().get(1)),
        size instanceof Long number ? number.intValue() : 0,
        ((Long) arg(arguments, 3)).intValue(),
        value == null ? null : value.toString());
  }

  private static List<?> items(Tuple arguments) {
    return arguments.items().isEmpty() ? List.of() : (List<?>) arg(arguments, 0);
  }

  private static PickledList collection(Tuple arguments, PickledList list) {
    list.addAll(items(arguments));
    return list;
  }
}
