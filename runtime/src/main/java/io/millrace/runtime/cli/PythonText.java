package io.millrace.runtime.cli;

import io.millrace.runtime.artifact.Tuple;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a plain value as Python would show it. */
final class PythonText {
  private PythonText() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    } else if (value instanceof String text) {
      return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof Tuple tuple) {
      return list(tuple.items(), "(", tuple.items().size() == 1 ? ",)" : ")");
    } else if (value instanceof java.util.Set<?> set) {
      return set.isEmpty() ? "set()" : list(set, "{", "}");
    } else if (value instanceof Collection<?> items) {
      return list(items, "[", "]");
    }
    return value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
  }

  private static String list(Collection<?> items, String open, String close) {
    return items.stream().map(PythonText::of).collect(Collectors.joining(", ", open, close));
  }
}
