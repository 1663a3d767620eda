package io.millrace.runtime.artifact;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python tuple. */
public record Tuple(List<@Nullable Object> items) {
  /** The tuple of {@code items}. */
  public static Tuple of(@Nullable Object... items) {
    return new Tuple(Collections.unmodifiableList(Arrays.asList(items)));
  }
}
