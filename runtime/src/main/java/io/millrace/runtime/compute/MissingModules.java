package io.millrace.runtime.compute;

import io.millrace.manifest.DecoratorKind;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.util.Map;
import java.util.Optional;

/** Refuses a plan that needs a module which is not in the jar. */
public final class MissingModules {
  private static final Map<ComputeKind, String> MODULES =
      Map.of(
          ComputeKind.DOCKER, "millrace-docker",
          ComputeKind.KUBERNETES, "millrace-kubernetes");

  private MissingModules() {}

  /**
   * Refuses what cannot run here.
   *
   * @throws UsageException naming the first step and the module
   */
  public static void check(RunPlan plan) {
    for (StepPlan step : plan.steps()) {
      if (step.compute() == ComputeKind.BATCH) {
        throw new UsageException(
            "Step '%s' runs on batch, which this release of Millrace cannot do yet. Run it locally, or with docker or kubernetes."
                .formatted(step.name()));
      }
      String module = MODULES.get(step.compute());
      if (module != null && ComputeProvider.find(step.compute()).isEmpty()) {
        throw new UsageException(
            "Step '%s' runs on %s, and this jar has no io.millrace:%s. Add that dependency, or run the step locally."
                .formatted(step.name(), step.compute().word(), module));
      }
      Optional<DecoratorKind> library = step.library();
      if (library.isPresent()) {
        throw new UsageException(
            "Step '%s' asks for Python packages with @%s, and this jar has no io.millrace:millrace-python. Add that dependency when it is released, or set disabled = true."
                .formatted(step.name(), library.get().annotation()));
      }
    }
  }
}
