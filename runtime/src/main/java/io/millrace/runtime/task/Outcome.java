package io.millrace.runtime.task;

import io.millrace.manifest.Transition;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs after a step that has succeeded.
 *
 * @param next the steps
 * @param field that is split over, if one is
 * @param splits the number of its elements; -1 where nothing is split
 * @param values the elements as short texts
 */
record Outcome(
    List<String> next, Optional<String> field, int splits, Optional<List<String>> values) {
  private Outcome(List<String> next) {
    this(next, Optional.empty(), -1, Optional.empty());
  }

  /**
   * That of {@code step}.
   *
   * @param artifacts what it leaves
   * @throws FlowFailure if its fields lead nowhere
   */
  static Outcome of(
      Attempt.Task task, UserStep step, AttemptStore store, Map<String, ArtifactRef> artifacts) {
    Transition transition = task.node().step().transition();
    if (transition instanceof Transition.Foreach foreach) {
      ArtifactRef ref = artifacts.get(foreach.field());
      List<?> elements = ref == null ? List.of() : task.items().of(store, foreach.field(), ref);
      if (elements.isEmpty()) {
        throw new FlowFailure(
            "Step '%s' splits over '%s', which is %s. Put at least one element into it, or skip the split with a switch."
                .formatted(task.spec().step(), foreach.field(), ref == null ? "null" : "empty"));
      }
      List<String> texts = elements.stream().map(ForeachItems::text).toList();
      return new Outcome(
          transition.targets(), Optional.of(foreach.field()), elements.size(), Optional.of(texts));
    } else if (transition instanceof Transition.Parallel parallel) {
      return new Outcome(
          transition.targets(),
          Optional.of(FrameElement.PARALLEL),
          parallel.size(),
          Optional.empty());
    } else if (transition instanceof Transition.Switch choice) {
      Object value = step.value(choice.condition());
      String text = value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
      return new Outcome(List.of(choose(task, choice, text)));
    }
    return new Outcome(transition.targets());
  }

  private static String choose(Attempt.Task task, Transition.Switch choice, String value) {
    String step = choice.cases().get(value);
    if (step == null) {
      throw new FlowFailure(
          "Step '%s' switches on '%s', which is '%s'; its cases are %s. Add that case to @Step(next)."
              .formatted(
                  task.spec().step(),
                  choice.condition(),
                  value,
                  String.join(", ", choice.cases().keySet())));
    }
    return step;
  }
}
