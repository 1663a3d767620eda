package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges {@code @Resources} into a compute's attributes: the larger value holds. */
final class LargerResources {
  private static final List<String> NAMES = List.of("cpu", "memory", "gpu", "disk", "sharedMemory");

  private LargerResources() {}

  static void into(
      Map<String, Effective> compute, DecoratorKind kind, Map<String, Effective> resources) {
    for (String name : NAMES) {
      Optional<Effective> asked = Optional.ofNullable(resources.get(name));
      if (asked.isPresent() && kind.attribute(name).isPresent()) {
        compute.merge(name, asked.get(), (had, want) -> larger(kind, had, want));
      }
    }
  }

  /** As in Metaflow, what is built into Batch gives way even to a smaller value. */
  private static Effective larger(DecoratorKind kind, Effective had, Effective asked) {
    boolean open = kind == DecoratorKind.BATCH && Merger.isBuiltIn(had);
    if (!open && number(asked) <= number(had)) {
      return had;
    }
    return Merger.isBuiltIn(had) ? asked : had.overriddenBy(asked.value(), asked.source());
  }

  private static double number(Effective effective) {
    return ((Number) effective.value()).doubleValue();
  }
}
