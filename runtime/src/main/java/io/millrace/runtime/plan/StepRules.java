package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.Transition;
import io.millrace.runtime.config.UsageException;
import java.time.Duration;

/** What only the merged attributes of a step can get wrong. */
final class StepRules {
  private static final Duration SHORTEST_ON_BATCH = Duration.ofSeconds(60);

  private StepRules() {}

  /**
   * Refuses what contradicts itself.
   *
   * @throws UsageException for the first such thing
   */
  static void check(StepPlan plan) {
    checkTimeout(plan);
    checkCatch(plan);
    checkChips(plan);
  }

  private static void checkTimeout(StepPlan plan) {
    if (!plan.decorators().containsKey(DecoratorKind.TIMEOUT)) {
      return;
    }
    if (plan.timeout().isEmpty()) {
      throw wrong(plan, "has a timeout of zero", "Give seconds, minutes or hours");
    } else if (plan.compute() == ComputeKind.BATCH
        && plan.timeout().get().compareTo(SHORTEST_ON_BATCH) < 0) {
      throw wrong(plan, "has a timeout too short for AWS Batch", "Give 60 seconds or more");
    }
  }

  private static void checkCatch(StepPlan plan) {
    if (Transition.decides(plan.step().transition()) && plan.catchPolicy().isPresent()) {
      throw wrong(
          plan,
          "cannot have a catch: what runs after it depends on what it assigns",
          "Take it off this step");
    }
  }

  private static void checkChips(StepPlan plan) {
    var batch = plan.decorators().get(DecoratorKind.BATCH);
    if (batch != null && isSet(batch.get("inferentia")) && isSet(batch.get("trainium"))) {
      throw wrong(
          plan, "asks for inferentia and for trainium", "They are two names for the same thing");
    }
  }

  private static boolean isSet(@org.jspecify.annotations.Nullable Effective effective) {
    return effective != null && !Merger.isBuiltIn(effective);
  }

  private static UsageException wrong(StepPlan plan, String what, String remedy) {
    return new UsageException("Step '%s' %s. %s.".formatted(plan.name(), what, remedy));
  }
}
