package io.millrace;

import java.util.List;

/** Thrown by {@link Inputs#merge(Object)} when a field has no single value to carry over. */
public final class MergeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> fields;

  /**
   * Made by the runtime.
   *
   * @param fields every field that could not be merged
   * @param message what is wrong with them and what to do
   */
  public MergeException(List<String> fields, String message) {
    super(message);
    this.fields = List.copyOf(fields);
  }

  /** Every field that could not be merged, in the order of their declaration. */
  public List<String> fields() {
    return fields;
  }
}
