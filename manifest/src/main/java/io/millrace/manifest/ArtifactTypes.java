package io.millrace.manifest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of the Java platform that an artifact may be declared as. The compiler accepts these,
 * and the codec reads them back; besides them arrays, enums, exceptions, records and beans.
 */
public final class ArtifactTypes {
  private static final List<String> LANG =
      List.of(
          "Object",
          "Boolean",
          "Character",
          "Byte",
          "Short",
          "Integer",
          "Long",
          "Float",
          "Double",
          "Number",
          "String",
          "StringBuilder",
          "StringBuffer",
          "CharSequence",
          "Comparable",
          "Iterable");

  private static final List<String> TIME =
      List.of(
          "Duration",
          "Instant",
          "LocalDate",
          "LocalDateTime",
          "LocalTime",
          "MonthDay",
          "OffsetDateTime",
          "OffsetTime",
          "Period",
          "Year",
          "YearMonth",
          "ZoneId",
          "ZoneOffset",
          "ZonedDateTime");

  private static final List<String> UTIL =
      List.of(
          "Currency",
          "Date",
          "Locale",
          "UUID",
          "Optional",
          "OptionalDouble",
          "OptionalInt",
          "OptionalLong",
          "regex.Pattern",
          // Collections. An interface is read as the usual class.
          "Collection",
          "SequencedCollection",
          "List",
          "AbstractCollection",
          "AbstractList",
          "AbstractSequentialList",
          "ArrayList",
          "LinkedList",
          "Vector",
          "Stack",
          "Set",
          "SequencedSet",
          "SortedSet",
          "NavigableSet",
          "AbstractSet",
          "HashSet",
          "LinkedHashSet",
          "TreeSet",
          "EnumSet",
          "Queue",
          "Deque",
          "AbstractQueue",
          "ArrayDeque",
          "PriorityQueue",
          "concurrent.BlockingQueue",
          "concurrent.BlockingDeque",
          "concurrent.TransferQueue",
          "concurrent.ConcurrentLinkedQueue",
          "concurrent.ConcurrentLinkedDeque",
          "concurrent.ConcurrentSkipListSet",
          "concurrent.CopyOnWriteArrayList",
          "concurrent.CopyOnWriteArraySet",
          "concurrent.LinkedBlockingQueue",
          "concurrent.LinkedBlockingDeque",
          "concurrent.LinkedTransferQueue",
          "concurrent.PriorityBlockingQueue",
          // Maps and their entries.
          "Map",
          "SequencedMap",
          "SortedMap",
          "NavigableMap",
          "AbstractMap",
          "HashMap",
          "LinkedHashMap",
          "TreeMap",
          "EnumMap",
          "IdentityHashMap",
          "WeakHashMap",
          "Hashtable",
          "Properties",
          "concurrent.ConcurrentMap",
          "concurrent.ConcurrentNavigableMap",
          "concurrent.ConcurrentHashMap",
          "concurrent.ConcurrentSkipListMap",
          "Map.Entry",
          "AbstractMap.SimpleEntry",
          "AbstractMap.SimpleImmutableEntry");

  private static final List<String> OTHERS =
      List.of(
          "java.io.File",
          "java.io.Serializable",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.net.URI",
          "java.nio.charset.Charset",
          "java.nio.file.Path",
          "java.sql.Date",
          "java.sql.Time",
          "java.sql.Timestamp");

  private ArtifactTypes() {}

  /** The canonical names of all of them. */
  public static Set<String> all() {
    return Stream.of(
            LANG.stream().map("java.lang."::concat),
            TIME.stream().map("java.time."::concat),
            UTIL.stream().map("java.util."::concat),
            OTHERS.stream())
        .flatMap(names -> names)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the class called {@code name} belongs to the platform. */
  public static boolean isPlatform(String name) {
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("com.sun.");
  }
}
