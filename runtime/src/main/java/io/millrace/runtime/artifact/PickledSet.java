package io.millrace.runtime.artifact;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** A set as it comes from a pickle. */
final class PickledSet extends LinkedHashSet<@Nullable Object> implements Shareable {
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
