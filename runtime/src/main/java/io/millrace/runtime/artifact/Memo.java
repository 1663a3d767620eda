package io.millrace.runtime.artifact;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pickle has written so far, so that a value with several references is written once, and is
 * one value again when it is read.
 */
final class Memo {
  private static final int FIRST = 64;

  /** The values by their identity, each at the first free place after that of its hash. */
  private @Nullable Object[] values = new Object[FIRST];

  /** The types that they were written as, and their numbers, at the same places. */
  private Type[] types = new Type[FIRST];

  private int[] numbers = new int[FIRST];
  private int size;

  /** The number of {@code value} if it was written as a {@code type}; else -1. */
  int find(Object value, Type type) {
    int at = place(value);
    return values[at] != null && types[at].equals(type) ? numbers[at] : -1;
  }

  /** {@code value} has been written as a {@code type}. */
  void add(Object value, Type type) {
    if (2 * size >= values.length) {
      grow();
    }
    put(value, type, size++);
  }

  private void put(Object value, Type type, int number) {
    int at = place(value);
    values[at] = value;
    types[at] = type;
    numbers[at] = number;
  }

  private int place(Object value) {
    int hash = System.identityHashCode(value);
    int at = (hash ^ (hash >>> 16)) & (values.length - 1);
    while (values[at] != null && values[at] != value) {
      at = (at + 1) & (values.length - 1);
    }
    return at;
  }

  private void grow() {
    @Nullable Object[] before = values;
    Type[] typesBefore = types;
    int[] numbersBefore = numbers;
    values = new Object[2 * before.length];
    types = new Type[values.length];
    numbers = new int[values.length];
    for (int i = 0; i < before.length; i++) {
      Object value = before[i];
      if (value != null) {
        put(value, typesBefore[i], numbersBefore[i]);
      }
    }
  }

  /**
   * Whether it can be seen that several references lead to {@code value}, by its identity or by the
   * room that copies of it take.
   *
   * <p>What Java makes one instance of for everybody, such as {@code List.of()}, is not shared by
   * anybody's intention: it comes back as a list that may be changed, and each its own.
   *
   * @param holdsOthers whether it holds values that hold values
   */
  static boolean matters(Object value, boolean holdsOthers) {
    if (value instanceof Map.Entry || value instanceof Tuple) {
      return false; // many maps make their entries as they are asked for
    } else if (value instanceof Record) {
      return holdsOthers;
    }
    boolean empty =
        value instanceof Collection<?> items && items.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    return !empty || !isUnmodifiable(value.getClass().getName());
  }

  private static boolean isUnmodifiable(String type) {
    return type.startsWith("java.util.ImmutableCollections$")
        || type.startsWith("java.util.Collections$Empty")
        || type.startsWith("kotlin.collections.Empty");
  }
}
