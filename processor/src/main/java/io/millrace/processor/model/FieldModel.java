package io.millrace.processor.model;

import java.util.Locale;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A field that is a parameter or an artifact.
 *
 * @param element the field
 * @param type its type as a member of the flow class
 * @param parameter its {@code @Parameter}
 * @param file its {@code @IncludeFile}
 */
public record FieldModel(
    VariableElement element,
    TypeMirror type,
    @Nullable AnnotationModel parameter,
    @Nullable AnnotationModel file) {

  /** The field's name, which is the artifact's. */
  public String name() {
    return Kotlin.written(element);
  }

  /** The field as a whole. */
  public Place place() {
    return Place.of(element);
  }

  /** The annotation that makes it a parameter; null for an artifact. */
  public @Nullable AnnotationModel option() {
    return file != null ? file : parameter;
  }

  /** Whether it is a parameter. */
  public boolean isParameter() {
    return option() != null;
  }

  /** The option's name: the one given, else the field's in kebab-case. */
  public String optionName() {
    AnnotationModel option = option();
    String given = option == null ? "" : option.text("name");
    return given.isEmpty() ? kebab(name()) : given;
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }
}
