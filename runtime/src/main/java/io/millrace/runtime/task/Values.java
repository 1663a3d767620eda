package io.millrace.runtime.task;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** What can be told of a value of a field without looking into it. */
final class Values {
  private Values() {}

  /** The same object, or the same number. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    boolean boxed = one instanceof Number || one instanceof Boolean || one instanceof Character;
    return one == other || (boxed && Objects.equals(one, other));
  }

  /** Whether the value is gone once it was looked at. */
  static boolean isReadOnce(@Nullable Object value) {
    return value instanceof BaseStream || value instanceof Iterator;
  }

  /** Whether only an assignment changes the field. */
  static boolean isImmutable(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum;
  }
}
