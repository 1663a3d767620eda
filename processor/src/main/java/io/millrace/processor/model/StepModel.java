package io.millrace.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A step.
 *
 * @param method the method that runs
 * @param annotation its {@code @Step}, or that of the method it overrides
 * @param inputs the parameters of type {@code Inputs}
 * @param contexts the parameters of type {@code TaskContext}
 * @param items all other parameters, of which a legal step has at most one
 * @param decorators in the order in which they were written
 */
public record StepModel(
    ExecutableElement method,
    AnnotationModel annotation,
    List<Argument> inputs,
    List<Argument> contexts,
    List<Argument> items,
    List<DecoratorModel> decorators) {

  /** A parameter of the method, with its type as a member of the flow class. */
  public record Argument(VariableElement element, TypeMirror type) {}

  /**
   * An entry of {@code next}.
   *
   * @param step the name of the step; empty where the entry is malformed
   * @param value the case of a switch
   * @param entry its index
   */
  public record Target(String step, Optional<String> value, int entry) {}

  /** The step's name. */
  public String name() {
    return Kotlin.written(method);
  }

  /** The method as a whole. */
  public Place place() {
    return Place.of(method);
  }

  /** Whether it takes {@code Inputs}. */
  public boolean isJoin() {
    return !inputs.isEmpty();
  }

  /** The field that it splits over; empty if it does not. */
  public String foreach() {
    return annotation.text("foreach");
  }

  /** The field that it switches on; empty if it does not. */
  public String condition() {
    return annotation.text("condition");
  }

  /** Whether it chooses one of its targets. */
  public boolean isSwitch() {
    return !condition().isEmpty();
  }

  /** Whether it fans out. */
  public boolean isSplit() {
    return !isSwitch() && (!foreach().isEmpty() || annotation.has("numParallel") || branches() > 1);
  }

  private long branches() {
    return targets().stream().map(Target::step).distinct().count();
  }

  /** Whether all tasks of its split run one and the same step. */
  public boolean isUniformSplit() {
    return !isSwitch() && (!foreach().isEmpty() || annotation.has("numParallel"));
  }

  /** The entries of {@code next}, in order. */
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    List<String> next = annotation.texts("next");
    for (int i = 0; i < next.size(); i++) {
      targets.add(target(next.get(i), i));
    }
    return targets;
  }

  /** Where the entry {@code target} stands. */
  public Place place(Target target) {
    return annotation.place("next", target.entry());
  }

  /** Blanks may stand around the equals sign, and nowhere else. */
  private Target target(String text, int entry) {
    if (!isSwitch()) {
      return new Target(text, Optional.empty(), entry);
    }
    int equals = text.lastIndexOf('=');
    return equals < 0
        ? new Target("", Optional.empty(), entry)
        : new Target(
            text.substring(equals + 1).stripLeading(),
            Optional.of(text.substring(0, equals).stripTrailing()),
            entry);
  }
}
