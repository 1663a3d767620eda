package io.millrace.runtime.metadata;

import java.util.List;

/**
 * Something known about a task.
 *
 * @param field its name
 * @param type its kind, mostly the same
 * @param value as text, or a list of texts
 * @param tags such as {@code attempt_id:0}
 */
public record Metadatum(String field, String type, Object value, List<String> tags) {
  /** A metadatum of one attempt, whose type is its name. */
  public static Metadatum of(String field, Object value, int attempt) {
    return new Metadatum(field, field, value, List.of("attempt_id:" + attempt));
  }

  /** Metaflow's {@code attempt_ok}. */
  public static Metadatum attemptOk(boolean ok, int attempt) {
    return new Metadatum(
        "attempt_ok",
        "internal_attempt_status",
        ok ? "True" : "False",
        List.of("attempt_id:" + attempt));
  }
}
