package io.millrace.runtime.task;

import io.millrace.runtime.artifact.PythonText;
import io.millrace.runtime.artifact.Tuple;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a split goes over, as plain values; the last list is kept, as many tasks take
 * from one.
 */
final class ForeachItems {
  private static final int LONGEST_TEXT = 30;

  private String sha = "";
  private List<?> items = List.of();

  /** The elements of the stored field {@code name}. */
  List<?> of(AttemptStore store, String name, ArtifactRef ref) {
    if (!ref.sha().equals(sha)) {
      items = items(store.loadPlain(name, ref));
      sha = ref.sha();
    }
    return items;
  }

  private static List<?> items(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      List<Object> entries = new ArrayList<>();
      map.forEach((key, value) -> entries.add(Tuple.of(key, value)));
      return entries;
    } else if (plain instanceof List<?> list) {
      return list;
    } else if (plain instanceof Tuple tuple) {
      return tuple.items();
    } else if (plain instanceof byte[] bytes) {
      List<Object> numbers = new ArrayList<>();
      for (byte each : bytes) {
        numbers.add((long) each);
      }
      return numbers;
    }
    return plain instanceof Collection<?> other ? new ArrayList<>(other) : List.of();
  }

  /** An element as Metaflow's stack shows it. */
  static String text(@Nullable Object item) {
    String text = PythonText.plain(item);
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
