package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;

/** Where a step can run. */
public enum ComputeKind {
  LOCAL,
  DOCKER,
  KUBERNETES,
  BATCH;

  /** As {@code explain} says it. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static ComputeKind of(DecoratorKind kind) {
    return valueOf(kind.name());
  }
}
