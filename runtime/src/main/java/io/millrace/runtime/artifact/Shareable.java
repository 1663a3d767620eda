package io.millrace.runtime.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What a pickle may refer to more than once. Whoever makes another value of it makes one for all
 * references.
 */
interface Shareable {
  /** It is referred to once more. */
  void share();

  boolean isShared();

  /** Whether {@code value} is referred to more than once. */
  static boolean isShared(@Nullable Object value) {
    Object holder = value instanceof Tuple tuple ? tuple.items() : value;
    return holder instanceof Shareable shareable && shareable.isShared();
  }

  /** Notes one more reference to {@code value}. */
  static void share(@Nullable Object value) {
    Object holder = value instanceof Tuple tuple ? tuple.items() : value;
    if (holder instanceof Shareable shareable) {
      shareable.share();
    }
  }
}
