package io.millrace.runtime.artifact;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** The values that Java gives a field before anyone assigns it. */
public final class Defaults {
  private Defaults() {}

  /** Null, or a primitive's zero, boxed. */
  public static @Nullable Object of(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
