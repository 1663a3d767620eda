package io.millrace.processor.validate;

import io.millrace.processor.model.Place;
import javax.tools.Diagnostic.Kind;

/**
 * Something wrong, and where.
 *
 * @param kind an error; or a warning or a note, with which the flow is built
 */
public record Finding(String text, Place place, Kind kind) {
  /** Whether the flow cannot be built. */
  public boolean isError() {
    return kind == Kind.ERROR;
  }
}
