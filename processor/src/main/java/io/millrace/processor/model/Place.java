package io.millrace.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where a message points.
 *
 * @param element the class, field, method or parameter
 * @param annotation on it, if the message is about that
 * @param value in the annotation, if the message is about that
 * @param attribute the whole value that {@code value} is an entry of, or is itself
 */
public record Place(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value,
    @Nullable AnnotationValue attribute) {

  /** The element as a whole. */
  public static Place of(Element element) {
    return new Place(element, null, null, null);
  }
}
