package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.StepMethod;
import io.millrace.runtime.config.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decorators of which a step has one at most: the most specific level that names one decides. */
enum Choice {
  COMPUTE(
      Set.of(DecoratorKind.DOCKER, DecoratorKind.KUBERNETES, DecoratorKind.BATCH),
      "is assigned to two places at once"),
  LIBRARIES(Set.of(DecoratorKind.PYPI, DecoratorKind.CONDA), "has two Python environments at once");

  private final Set<DecoratorKind> kinds;
  private final String mistake;

  Choice(Set<DecoratorKind> kinds, String mistake) {
    this.kinds = kinds;
    this.mistake = mistake;
  }

  /** Whether {@code kind} is one of those that rule each other out. */
  boolean covers(DecoratorKind kind) {
    return kinds.contains(kind);
  }

  /** The one that holds for {@code step}. */
  Optional<DecoratorKind> among(List<List<Layer>> levels, StepMethod step) {
    for (int i = levels.size() - 1; i >= 0; i--) {
      List<Layer> named = levels.get(i).stream().filter(layer -> covers(layer.kind())).toList();
      for (Layer layer : named) {
        if (layer.kind() != named.get(0).kind()) {
          throw new UsageException(
              "Step '%s' %s, by %s and by %s. Remove one."
                  .formatted(step.name(), mistake, named.get(0).source(), layer.source()));
        }
      }
      if (!named.isEmpty()) {
        return Optional.of(named.get(0).kind());
      }
    }
    return Optional.empty();
  }
}
