package io.millrace.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * An annotation with the attributes that the author gave, and no others.
 *
 * @param element that carries it
 * @param mirror the compiler's view of it
 */
public record AnnotationModel(Element element, AnnotationMirror mirror) {
  /** What the compilers show for a value that they cannot read. */
  private static final String ERROR = "<error>";

  /** The annotation as a whole. */
  public Place place() {
    return new Place(element, mirror, null, null);
  }

  /** The value of {@code attribute}, or the annotation if it was not given. */
  public Place place(String attribute) {
    return place(attribute, -1);
  }

  /** One entry of the list {@code attribute}; the whole value for an entry below 0. */
  public Place place(String attribute, int entry) {
    AnnotationValue value = value(attribute);
    if (entry >= 0 && value != null && value.getValue() instanceof List<?> list) {
      return new Place(element, mirror, (AnnotationValue) list.get(entry), value);
    }
    return new Place(element, mirror, value, value);
  }

  /** Whether the author gave {@code attribute}. */
  public boolean has(String attribute) {
    return value(attribute) != null;
  }

  /** A text, empty if it was not given. */
  public String text(String attribute) {
    AnnotationValue value = value(attribute);
    return value != null && value.getValue() instanceof String text ? text : "";
  }

  /** A list of texts, empty if it was not given. */
  public List<String> texts(String attribute) {
    AnnotationValue value = value(attribute);
    return value != null && plain(value) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** A whole number, 0 if it was not given. */
  public int number(String attribute) {
    AnnotationValue value = value(attribute);
    return value != null && value.getValue() instanceof Integer number ? number : 0;
  }

  /** A truth value, {@code otherwise} if it was not given. */
  public boolean truth(String attribute, boolean otherwise) {
    AnnotationValue value = value(attribute);
    return value != null && value.getValue() instanceof Boolean truth ? truth : otherwise;
  }

  /** All attributes given, in the order given, with the types of the manifest. */
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    mirror
        .getElementValues()
        .forEach(
            (method, value) -> attributes.put(method.getSimpleName().toString(), plain(value)));
    return attributes;
  }

  /**
   * Whether a value is not of its attribute's type, as in code that is being written; the compiler
   * says so.
   */
  public boolean isHalfWritten() {
    return mirror.getElementValues().entrySet().stream()
        .anyMatch(each -> !fits(each.getKey().getReturnType(), each.getValue()));
  }

  private static boolean fits(TypeMirror type, AnnotationValue value) {
    Object plain = value.getValue();
    if (ERROR.equals(plain)) {
      return false;
    }
    return switch (type.getKind()) {
      case BOOLEAN -> plain instanceof Boolean;
      case INT -> plain instanceof Integer;
      case DOUBLE -> plain instanceof Double;
      case ARRAY ->
          plain instanceof List<?> list
              && list.stream()
                  .allMatch(
                      each ->
                          each instanceof AnnotationValue entry
                              && fits(((ArrayType) type).getComponentType(), entry));
      default -> plain instanceof String;
    };
  }

  private @Nullable AnnotationValue value(String attribute) {
    for (var entry : mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static Object plain(AnnotationValue value) {
    Object plain = value.getValue();
    if (plain instanceof List<?> list) {
      return list.stream().map(each -> plain((AnnotationValue) each)).toList();
    } else if (plain instanceof Integer number) {
      return number.longValue();
    }
    return plain;
  }
}
