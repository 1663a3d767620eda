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
import java.util.HashMap;
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
  private static final Map<String, Global> KNOWN = new HashMap<>();

  static {
    KNOWN.put("datetime.date", (args, nanos) -> date((byte[]) arg(args, 0)));
    KNOWN.put("datetime.time", PythonGlobals::time);
    KNOWN.put("datetime.datetime", PythonGlobals::dateTime);
    KNOWN.put("datetime.timedelta", PythonGlobals::duration);
    KNOWN.put("datetime.timezone", (args, nanos) -> offset((Duration) arg(args, 0)));
    KNOWN.put("zoneinfo.ZoneInfo._unpickle", (args, nanos) -> ZoneId.of((String) arg(args, 0)));
    KNOWN.put("decimal.Decimal", (args, nanos) -> decimal((String) arg(args, 0)));
    KNOWN.put("uuid.UUID", (args, nanos) -> new Blank("UUID"));
    KNOWN.put("metaflow.includefile.IncludedFile", (args, nanos) -> new Blank("IncludedFile"));
    KNOWN.put(
        "metaflow.exception.MetaflowExceptionWrapper", (args, nanos) -> new Blank("exception"));
    KNOWN.put("__main__.ForeachFrame", (args, nanos) -> frame(args));
    KNOWN.put("metaflow.tuple_util.ForeachFrame", (args, nanos) -> frame(args));
    KNOWN.put("collections.OrderedDict", (args, nanos) -> new LinkedHashMap<Object, Object>());
    KNOWN.put("collections.deque", (args, nanos) -> collection(args, new PickledList()));
    KNOWN.put("builtins.set", (args, nanos) -> new LinkedHashSet<>(items(args)));
    KNOWN.put("builtins.frozenset", (args, nanos) -> new LinkedHashSet<>(items(args)));
    KNOWN.put("builtins.list", (args, nanos) -> collection(args, new PickledList()));
    KNOWN.put(
        "builtins.bytearray", (args, nanos) -> args.items().isEmpty() ? new byte[0] : arg(args, 0));
    for (String module : List.of("pathlib", "pathlib._local")) {
      for (String name : List.of("PurePosixPath", "PosixPath", "PurePath", "Path")) {
        KNOWN.put(module + "." + name, (args, nanos) -> path(args));
      }
    }
  }

  private PythonGlobals() {}

  /** Something that a pickle calls. */
  interface Global {
    /**
     * What the call makes.
     *
     * @param nanos what was popped just before, see {@link TemporalEncoder}
     */
    Object make(Tuple arguments, int nanos);
  }

  /** An object that gets its state next. */
  private record Blank(String kind) {}

  static Global find(String module, String name) {
    Global global = KNOWN.get(module + "." + name);
    if (global == null) {
      throw new ArtifactException(
          "it holds a Python object of %s.%s, which is not read here. Store numbers, texts, lists and dicts instead."
              .formatted(module, name));
    }
    return global;
  }

  /** Gives {@code blank} its state. */
  static Object build(@Nullable Object blank, @Nullable Object state) {
    if (blank instanceof Blank made) {
      Map<?, ?> fields = state instanceof Map<?, ?> map ? map : Map.of();
      return switch (made.kind) {
        case "UUID" -> uuid(fields);
        case "IncludedFile" -> Internals.includedFile(fields);
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
