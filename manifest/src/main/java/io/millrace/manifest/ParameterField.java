package io.millrace.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A {@code @Parameter} or {@code @IncludeFile} field.
 *
 * @param field the field's name, which is the artifact's
 * @param name the option's name, without dashes in front
 * @param type the declared type as source text, fully qualified
 * @param help empty if none was given
 * @param required whether a run must give it
 * @param choices the constants of an enum, in order; else empty
 * @param file how to read the file, if it is an {@code @IncludeFile}
 * @param position of the field
 */
public record ParameterField(
    String field,
    String name,
    String type,
    String help,
    boolean required,
    List<String> choices,
    Optional<IncludedFile> file,
    Position position) {
  public ParameterField {
    choices = List.copyOf(choices);
  }

  /**
   * How an included file is read.
   *
   * @param text whether it is text
   * @param encoding of a text
   */
  public record IncludedFile(boolean text, String encoding) {}
}
