package io.millrace.processor.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/**
 * A flow class.
 *
 * @param type the class
 * @param annotation its {@code @Flow}
 * @param fields parameters and artifacts in the order of their declaration, inherited ones first
 * @param steps in the order of their declaration, inherited ones first
 * @param decorators those on the class
 * @param strays decorators that hold for nothing: on methods that are no steps, and on classes that
 *     the flow extends
 */
public record FlowModel(
    TypeElement type,
    AnnotationModel annotation,
    List<FieldModel> fields,
    List<StepModel> steps,
    List<DecoratorModel> decorators,
    List<DecoratorModel> strays) {

  /** The flow's name: the one given, else the class's. */
  public String name() {
    String given = annotation.text("name");
    return given.isEmpty() ? type.getSimpleName().toString() : given;
  }

  /** Whether one of its annotations is being written, so that nothing can be said of it yet. */
  public boolean isHalfWritten() {
    return Stream.of(
            Stream.of(annotation),
            fields.stream().flatMap(field -> Stream.of(field.parameter(), field.file())),
            steps.stream().map(StepModel::annotation),
            Stream.concat(decorators.stream(), strays.stream()).map(DecoratorModel::annotation),
            steps.stream()
                .flatMap(step -> step.decorators().stream())
                .map(DecoratorModel::annotation))
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .anyMatch(AnnotationModel::isHalfWritten);
  }

  /** The class as a whole. */
  public Place place() {
    return Place.of(type);
  }

  /** The step called {@code name}. */
  public Optional<StepModel> step(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /** The field called {@code name}. */
  public Optional<FieldModel> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
