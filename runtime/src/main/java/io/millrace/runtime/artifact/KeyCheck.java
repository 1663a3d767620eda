package io.millrace.runtime.artifact;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a key that it would take long to hash: a few bytes of a pickle can hold a tuple of the
 * same tuple twice, of the same tuple twice, and so on.
 */
final class KeyCheck {
  private static final int DEEPEST = 500;
  private static final long FEW = 1_000_000;
  private static final long FOR_EACH_BYTE = 100;

  private long left = FEW;

  /** So many bytes of the pickle have come: a large one may have many keys. */
  void read(int bytes) {
    left += FOR_EACH_BYTE * bytes;
  }

  /**
   * Goes over {@code key} as its hash code will.
   *
   * @throws ArtifactException if it is too deep, or all keys so far hold too much
   */
  void check(@Nullable Object key) {
    check(key, 0);
  }

  private void check(@Nullable Object key, int depth) {
    left--;
    if (left < 0 || depth > DEEPEST) {
      throw new ArtifactException(
          "a key of a set or a dict in it is nested too deeply. Store simpler keys.");
    }
    if (key instanceof Tuple tuple) {
      checkAll(tuple.items(), depth + 1);
    } else if (key instanceof Collection<?> items) {
      checkAll(items, depth + 1);
    } else if (key instanceof Map<?, ?> map) {
      checkAll(map.keySet(), depth + 1);
      checkAll(map.values(), depth + 1);
    }
  }

  private void checkAll(Collection<?> items, int depth) {
    for (Object item : items) {
      check(item, depth);
    }
  }
}
