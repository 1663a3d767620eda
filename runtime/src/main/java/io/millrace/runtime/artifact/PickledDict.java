package io.millrace.runtime.artifact;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A dict as it comes from a pickle. */
final class PickledDict extends LinkedHashMap<@Nullable Object, @Nullable Object>
    implements Shareable {
  private static final long serialVersionUID = 1;

  private boolean shared;

  @Override
  public void share() {
    shared = true;
  }

  @Override
  public boolean isShared() {
    return shared;
  }
}
