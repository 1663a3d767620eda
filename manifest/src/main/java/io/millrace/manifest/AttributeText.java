package io.millrace.manifest;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads attributes' values from text, as Metaflow does: JSON where it is JSON, else the text. */
final class AttributeText {
  private AttributeText() {}

  /** Splits {@code a=1,b=2}: a comma belongs to the value unless {@code attr=} follows it. */
  static List<String> assignments(DecoratorKind kind, String text) {
    List<String> assignments = new ArrayList<>();
    int begin = 0;
    for (int comma : topLevelCommas(text)) {
      String word = wordBeforeEquals(text, comma + 1);
      if (!word.isEmpty()
          && (kind.attribute(word).isPresent()
              || !holdsAssignments(kind, text.substring(begin, comma)))) {
        assignments.add(text.substring(begin, comma));
        begin = comma + 1;
      }
    }
    assignments.add(text.substring(begin));
    return assignments;
  }

  /** Whether the entries of the attribute that is being given look like assignments themselves. */
  private static boolean holdsAssignments(DecoratorKind kind, String assignment) {
    int equals = assignment.indexOf('=');
    return equals > 0
        && kind.attribute(assignment.substring(0, equals).strip())
            .filter(attribute -> attribute.type() == AttributeType.STRINGS)
            .isPresent()
        && assignment.indexOf('=', equals + 1) > 0;
  }

  private static String wordBeforeEquals(String text, int from) {
    int end = text.indexOf('=', from);
    String word = end < 0 ? "" : text.substring(from, end).strip();
    return word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_') ? word : "";
  }

  /** Where commas stand that are neither in a JSON text nor between brackets. */
  private static List<Integer> topLevelCommas(String text) {
    List<Integer> commas = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == '{')) {
        depth++;
      } else if (!quoted && (c == ']' || c == '}')) {
        depth--;
      } else if (c == ',' && !quoted && depth <= 0) {
        commas.add(i);
      }
    }
    return commas;
  }

  /** The value of {@code attribute} that {@code text} writes; empty if it is of another type. */
  static Optional<Object> value(Attribute attribute, String text) {
    String bare = text.strip();
    return switch (attribute.type()) {
      case STRING -> Optional.of(string(bare));
      case STRINGS -> strings(attribute, bare);
      case INTEGER -> number(bare).filter(n -> n == Math.rint(n)).map(n -> (long) (double) n);
      case NUMBER -> number(bare).map(n -> n);
      case BOOLEAN -> truth(bare);
    };
  }

  private static String string(String text) {
    return text.startsWith("\"") && json(text) instanceof String string ? string : text;
  }

  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(string(text));
      boolean plain = text.chars().noneMatch(c -> c == 'd' || c == 'D' || c == 'f' || c == 'F');
      return plain && Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> truth(String text) {
    return switch (text) {
      case "true", "True", "1" -> Optional.of(true);
      case "false", "False", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> strings(Attribute attribute, String text) {
    if (text.isEmpty()) {
      return Optional.of(List.of());
    }
    if (text.startsWith("[") || text.startsWith("{") || text.startsWith("\"")) {
      Object json = json(text);
      if (json instanceof List<?> list) {
        return Optional.of(list.stream().map(AttributeText::entry).toList());
      } else if (json instanceof Map<?, ?> map) {
        return Optional.of(entries(attribute, map, text));
      } else if (json instanceof String string) {
        return Optional.of(List.of(string));
      }
      return Optional.empty();
    }
    return Optional.of(listed(text));
  }

  private static String entry(Object value) {
    try {
      return value instanceof Map || value instanceof List
          ? JSON.std.asString(value)
          : String.valueOf(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Metaflow's dictionaries are lists of {@code KEY=VALUE} here. */
  private static List<String> entries(Attribute attribute, Map<?, ?> map, String text) {
    if (attribute.name().equals("tolerations")) {
      return List.of(text);
    }
    String between = attribute.rule() == Rules.REQUIREMENT ? "==" : "=";
    List<String> entries = new ArrayList<>();
    boolean api = attribute.rule() == KubernetesRules.SECURITY; // which Metaflow has in snake case
    map.forEach(
        (key, value) ->
            entries.add(
                assigned(
                    api ? Attribute.camelCase(String.valueOf(key)) : String.valueOf(key),
                    between,
                    value)));
    return entries;
  }

  private static String assigned(String key, String between, @Nullable Object value) {
    String text = value == null ? "" : entry(value);
    boolean specifier = !text.isEmpty() && "<>=!~".indexOf(text.charAt(0)) >= 0;
    boolean bare = between.equals("==") && text.isEmpty();
    return bare ? key : key + (specifier && between.equals("==") ? "" : between) + text;
  }

  /** Splits at commas; one before a version operator belongs to the requirement it stands in. */
  private static List<String> listed(String text) {
    List<String> entries = new ArrayList<>();
    int begin = 0;
    for (int comma : topLevelCommas(text)) {
      String rest = text.substring(comma + 1).strip();
      if (rest.isEmpty() || "<>=!~".indexOf(rest.charAt(0)) < 0) {
        entries.add(text.substring(begin, comma).strip());
        begin = comma + 1;
      }
    }
    entries.add(text.substring(begin).strip());
    entries.removeIf(String::isEmpty);
    return entries;
  }

  private static @Nullable Object json(String text) {
    try {
      return JSON.std.anyFrom(text);
    } catch (IOException notJson) {
      try {
        return JSON.std.anyFrom(text.replace("\\\"", "\""));
      } catch (IOException stillNotJson) {
        return null;
      }
    }
  }
}
