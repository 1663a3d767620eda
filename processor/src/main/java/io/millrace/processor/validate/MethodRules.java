package io.millrace.processor.validate;

import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Kotlin;
import io.millrace.processor.model.MissingTypes;
import io.millrace.processor.model.Place;
import io.millrace.processor.model.StepModel;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Rules of step methods: the runtime must be able to call them with what a task has. */
final class MethodRules {
  private final FlowModel flow;
  private final TypeRules types;
  private final Elements elements;
  private final Findings findings;

  MethodRules(FlowModel flow, TypeRules types, Elements elements, Findings findings) {
    this.flow = flow;
    this.types = types;
    this.elements = elements;
    this.findings = findings;
  }

  void check() {
    for (StepModel step : flow.steps()) {
      checkModifiers(step);
      checkOverride(step);
      checkShape(step);
      checkArguments(step, step.inputs(), "Inputs");
      checkArguments(step, step.contexts(), "TaskContext");
      checkArguments(step, step.items(), "item");
      step.inputs().forEach(inputs -> checkInputs(step, inputs));
      checkOverloads(step);
    }
  }

  private void checkModifiers(StepModel step) {
    Set<Modifier> modifiers = step.method().getModifiers();
    if (Kotlin.isInternal(step.method())) {
      findings.add(Message.INTERNAL_STEP, step.place(), step.name(), step.method().getSimpleName());
    }
    if (modifiers.contains(Modifier.PRIVATE)) {
      findings.add(Message.PRIVATE_STEP, step.place(), step.name());
    } else if (!Visibility.reaches(flow.type(), step.method())) {
      findings.add(
          Message.UNREACHABLE_METHOD,
          step.place(),
          step.name(),
          Hierarchy.declaring(step.method()).getSimpleName());
    }
    if (modifiers.contains(Modifier.STATIC)) {
      findings.add(Message.STATIC_STEP, step.place(), step.name());
    }
    if (modifiers.contains(Modifier.ABSTRACT)
        && Hierarchy.declaring(step.method()).equals(flow.type())) {
      findings.add(Message.ABSTRACT_STEP, step.place(), step.name());
    }
  }

  /** Who implements an abstract step repeats nothing. */
  private void checkOverride(StepModel step) {
    Element annotated = step.annotation().place().element();
    if (!annotated.equals(step.method()) && !annotated.getModifiers().contains(Modifier.ABSTRACT)) {
      findings.add(Message.STEP_OVERRIDE, step.place(), step.name());
    }
  }

  private void checkShape(StepModel step) {
    if (!step.method().getTypeParameters().isEmpty()) {
      findings.add(Message.GENERIC_STEP, step.place(), step.name());
    }
    if (Kotlin.isSuspend(step.method())) {
      findings.add(Message.SUSPEND_STEP, step.place(), step.name());
    } else if (step.method().getReturnType().getKind() != TypeKind.VOID
        && !MissingTypes.in(step.method().getReturnType())) {
      findings.add(
          Message.STEP_RETURNS, step.place(), step.name(), Text.of(step.method().getReturnType()));
    }
  }

  private void checkArguments(StepModel step, List<StepModel.Argument> arguments, String what) {
    arguments.stream()
        .skip(1)
        .forEach(
            argument ->
                findings.add(
                    Message.TWO_ARGUMENTS, Place.of(argument.element()), step.name(), what));
  }

  private void checkInputs(StepModel step, StepModel.Argument inputs) {
    List<?> arguments = ((DeclaredType) inputs.type()).getTypeArguments();
    boolean own =
        MissingTypes.in(inputs.type())
            || (arguments.size() == 1
                && TypeRules.name(((DeclaredType) inputs.type()).getTypeArguments().get(0))
                    .contentEquals(flow.type().getQualifiedName()));
    if (!own && !isOfBase(step, inputs)) {
      findings.add(
          Message.OTHER_INPUTS,
          Place.of(inputs.element()),
          step.name(),
          Text.of(inputs.type()),
          flow.type().getSimpleName());
    }
  }

  /** A step that a base class declares can only know that class. */
  private static boolean isOfBase(StepModel step, StepModel.Argument inputs) {
    return ((DeclaredType) inputs.type())
        .getTypeArguments().stream()
            .anyMatch(
                argument ->
                    TypeRules.name(argument)
                        .contentEquals(Hierarchy.declaring(step.method()).getQualifiedName()));
  }

  private void checkOverloads(StepModel step) {
    for (TypeElement type : Hierarchy.of(flow.type())) {
      for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
        if (method.getSimpleName().contentEquals(step.name())
            && !method.equals(step.method())
            && !elements.overrides(step.method(), method, flow.type())
            && flow.steps().stream().noneMatch(other -> other.method().equals(method))) {
          findings.add(Message.OVERLOADED_STEP, Place.of(method), step.name());
        }
      }
    }
  }
}
