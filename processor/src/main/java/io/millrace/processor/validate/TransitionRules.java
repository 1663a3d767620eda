package io.millrace.processor.validate;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.Suggestion;
import io.millrace.processor.model.AnnotationModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.StepModel;
import io.millrace.processor.model.StepModel.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of one {@code @Step}: what it may say, and that it names steps that exist. */
final class TransitionRules {
  private final FlowModel flow;
  private final List<String> names;
  private final Findings findings;

  TransitionRules(FlowModel flow, Findings findings) {
    this.flow = flow;
    this.names = flow.steps().stream().map(StepModel::name).distinct().toList();
    this.findings = findings;
  }

  void check() {
    for (StepModel step : flow.steps()) {
      if (step.name().equals(FlowGraph.END)) {
        checkEnd(step);
      } else if (step.targets().isEmpty()) {
        findings.add(Message.NO_NEXT, step.annotation().place(), step.name(), following(step));
      } else {
        checkKind(step);
        checkTargets(step);
      }
    }
  }

  private void checkEnd(StepModel end) {
    for (String attribute : List.of("next", "foreach", "condition", "numParallel")) {
      if (end.annotation().has(attribute)) {
        findings.add(Message.NEXT_ON_END, end.annotation().place(attribute), attribute);
        return;
      }
    }
  }

  /** A step to take for an example: the one declared after {@code step}. */
  private String following(StepModel step) {
    int index = names.indexOf(step.name());
    return index + 1 < names.size() ? names.get(index + 1) : FlowGraph.END;
  }

  private void checkKind(StepModel step) {
    AnnotationModel annotation = step.annotation();
    List<String> kinds = new ArrayList<>();
    for (String kind : List.of("foreach", "condition", "numParallel")) {
      if (annotation.has(kind)) {
        kinds.add(kind);
      }
    }
    if (kinds.size() > 1) {
      findings.add(
          Message.TRANSITION_CLASH,
          annotation.place(kinds.get(1)),
          step.name(),
          String.join(" and ", kinds));
    } else if (step.isUniformSplit() && step.targets().size() > 1) {
      findings.add(
          Message.FOREACH_TARGETS,
          step.place(step.targets().get(1)),
          kinds.get(0),
          step.name(),
          step.targets().size());
    }
    if (annotation.has("numParallel") && annotation.number("numParallel") < 1) {
      findings.add(
          Message.NUM_PARALLEL,
          annotation.place("numParallel"),
          step.name(),
          annotation.number("numParallel"));
    }
  }

  private void checkTargets(StepModel step) {
    Set<String> seen = new HashSet<>();
    for (Target target : step.targets()) {
      if (step.isSwitch() && isMalformed(target)) {
        findings.add(Message.BAD_CASE, step.place(target), text(step, target), step.name());
      } else if (!step.isSwitch() && target.step().indexOf('=') >= 0) {
        findings.add(
            Message.CASE_WITHOUT_CONDITION, step.place(target), target.step(), step.name());
      } else if (!names.contains(target.step())) {
        findings.add(
            Message.UNKNOWN_STEP,
            step.place(target),
            step.name(),
            target.step(),
            advice(target.step()));
      } else if (!step.isSwitch() && !seen.add(target.step())) {
        findings.add(Message.DUPLICATE_TARGET, step.place(target), step.name(), target.step());
      } else if (!step.isSwitch() && target.step().equals(step.name())) {
        findings.add(Message.SELF_LOOP, step.place(target), step.name());
      }
    }
    if (step.isSwitch()) {
      checkCasesDiffer(step);
    }
  }

  private static boolean isMalformed(Target target) {
    return target.step().isEmpty() || target.value().map(String::isEmpty).orElse(true);
  }

  private static String text(StepModel step, Target target) {
    return step.annotation().texts("next").get(target.entry());
  }

  private void checkCasesDiffer(StepModel step) {
    Set<String> values = new HashSet<>();
    for (Target target : step.targets()) {
      Optional<String> value = target.value();
      if (value.isPresent() && !value.get().isEmpty() && !values.add(value.get())) {
        findings.add(Message.DUPLICATE_CASE, step.place(target), step.name(), value.get());
      }
    }
  }

  private String advice(String name) {
    String guess = Suggestion.sentence(name, names);
    return guess.isEmpty()
        ? " Declare a method '" + name + "' with @Step, or name another."
        : guess;
  }
}
