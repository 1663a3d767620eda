package io.millrace.processor.validate;

import io.millrace.manifest.Suggestion;
import io.millrace.processor.model.FieldModel;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.MissingTypes;
import io.millrace.processor.model.StepModel;
import io.millrace.processor.model.StepModel.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;

/** Rules of the field that a step splits over or switches on. */
final class SplitFieldRules {
  private final FlowModel flow;
  private final TypeRules types;
  private final Findings findings;

  SplitFieldRules(FlowModel flow, TypeRules types, Findings findings) {
    this.flow = flow;
    this.types = types;
    this.findings = findings;
  }

  void check() {
    for (StepModel step : flow.steps()) {
      if (!step.foreach().isEmpty()) {
        field(step, "foreach", step.foreach()).ifPresent(field -> checkForeach(step, field));
      }
      if (step.isSwitch()) {
        field(step, "condition", step.condition()).ifPresent(field -> checkSwitch(step, field));
      }
    }
  }

  private Optional<FieldModel> field(StepModel step, String attribute, String name) {
    Optional<FieldModel> field = flow.field(name);
    if (field.isEmpty()) {
      List<String> known = flow.fields().stream().map(FieldModel::name).toList();
      String guess = Suggestion.sentence(name, known);
      findings.add(
          Message.UNKNOWN_FIELD,
          step.annotation().place(attribute),
          "@Step(" + attribute + ")",
          step.name(),
          name,
          guess.isEmpty()
              ? " Declare a field '" + name + "' that is not static or transient."
              : guess);
    }
    return field.filter(each -> !MissingTypes.in(each.type()));
  }

  private void checkForeach(StepModel step, FieldModel field) {
    if (types.elementType(field.type()).isEmpty()) {
      findings.add(
          Message.NOT_ITERABLE,
          step.annotation().place("foreach"),
          step.name(),
          field.name(),
          Text.of(field.type()));
    }
  }

  private void checkSwitch(StepModel step, FieldModel field) {
    TypeMirror type = field.type();
    List<String> constants = types.constants(type);
    if (!constants.isEmpty()) {
      checkConstants(step, field, constants);
    } else if (types.isWhole(type)) {
      checkCases(step, type, value -> types.fits(value, type), " Give a whole number that fits.");
    } else if (types.isCharacter(type)) {
      checkCases(step, type, value -> value.length() == 1, " Give one character.");
    } else if (!types.isText(type) && !isUndecided(type)) {
      findings.add(
          Message.CONDITION_TYPE,
          step.annotation().place("condition"),
          step.name(),
          field.name(),
          Text.of(type));
    }
  }

  private void checkCases(StepModel step, TypeMirror type, Predicate<String> legal, String remedy) {
    for (Target target : step.targets()) {
      String value = target.value().orElse("");
      if (target.value().isPresent() && !legal.test(value)) {
        findings.add(
            Message.UNKNOWN_CASE, step.place(target), value, step.name(), Text.of(type), remedy);
      }
    }
  }

  /** An enum without constants cannot have a case; its compiler's error is enough. */
  private boolean isUndecided(TypeMirror type) {
    return types.is(type, "java.lang.Enum");
  }

  private void checkConstants(StepModel step, FieldModel field, List<String> constants) {
    for (Target target : step.targets()) {
      String value = target.value().orElse("");
      if (!value.isEmpty() && !constants.contains(value)) {
        String guess = Suggestion.sentence(value, constants);
        findings.add(
            Message.UNKNOWN_CASE,
            step.place(target),
            value,
            step.name(),
            types.isBoolean(field.type()) ? "boolean" : Text.of(field.type()),
            guess.isEmpty() ? " Give one of " + String.join(", ", constants) + "." : guess);
      }
    }
    checkExhaustive(step, field, constants);
  }

  /** A misspelt case counts for the constant that was meant. */
  private void checkExhaustive(StepModel step, FieldModel field, List<String> constants) {
    Set<String> covered =
        step.targets().stream()
            .flatMap(target -> target.value().stream())
            .map(value -> constants.contains(value) ? value : guess(value, constants))
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>(constants);
    missing.removeAll(covered);
    boolean malformed = step.targets().stream().anyMatch(target -> target.value().isEmpty());
    if (!missing.isEmpty() && !malformed) {
      findings.add(
          Message.MISSING_CASE,
          step.annotation().place("next"),
          step.name(),
          Text.list(missing),
          field.name(),
          "\"" + missing.get(0) + "=step\"");
    }
  }

  private static String guess(String value, List<String> constants) {
    return Suggestion.closest(value, constants).orElse("");
  }
}
