package io.millrace.runtime.task;

import io.millrace.runtime.artifact.StoredException;
import io.millrace.runtime.artifact.Tuple;
import io.millrace.runtime.datastore.ArtifactRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The artifacts that Metaflow keeps for itself. */
final class SystemArtifacts {
  private static final Set<String> INHERITED = Set.of("name", "_graph_info", "_configs_processed");

  /** The elements of the last split as short texts. */
  static final String FOREACH_VALUES = "_foreach_values";

  private SystemArtifacts() {}

  /** Whether a task takes the artifact over from its input, though it is not the author's. */
  static boolean inherited(String name, boolean join) {
    return INHERITED.contains(name) || (name.equals(FOREACH_VALUES) && !join);
  }

  static ArtifactRef require(Map<String, ArtifactRef> artifacts, String name) {
    ArtifactRef ref = artifacts.get(name);
    if (ref == null) {
      throw new IllegalStateException("The input has no artifact '" + name + "'.");
    }
    return ref;
  }

  static Map<String, @Nullable Object> succeeded(
      List<String> next, Optional<String> field, int splits) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("_transition", next.isEmpty() ? null : Tuple.of(next, field.orElse(null)));
    values.put("_foreach_var", field.orElse(null));
    values.put("_foreach_num_splits", splits < 0 ? null : splits);
    values.put("_success", true);
    values.put("_task_ok", true);
    values.put("_exception", null);
    return values;
  }

  static Map<String, @Nullable Object> failed(StoredException failure) {
    Map<String, @Nullable Object> values = succeeded(List.of(), Optional.empty(), -1);
    values.put("_success", false);
    values.put("_task_ok", false);
    values.put("_exception", failure);
    return values;
  }
}
