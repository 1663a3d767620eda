package io.millrace.runtime.artifact;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The items of a tuple as it comes from a pickle. */
final class PickledItems extends ArrayList<@Nullable Object> implements Shareable {
  private static final long serialVersionUID = 1;

  private boolean shared;

  PickledItems(Collection<? extends @Nullable Object> items) {
    super(items);
  }

  @Override
  public void share() {
    shared = true;
  }

  @Override
  public boolean isShared() {
    return shared;
  }
}
