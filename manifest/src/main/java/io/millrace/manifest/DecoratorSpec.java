package io.millrace.manifest;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code --with} option asks for: {@code [STEP=]NAME[:attr=value[,attr=value]…]}.
 *
 * @param step the one step it is for; empty for all
 * @param kind the decorator
 * @param attributes by their names in camelCase
 */
public record DecoratorSpec(Optional<String> step, DecoratorKind kind, Map<String, Object> attributes) {

  /** A text that is no such option; the message says why and what to do. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Reads {@code text}.
   *
   * @throws Unreadable for an unknown decorator or attribute, or a value of the wrong type or out of range
   */
  public static DecoratorSpec parse(String text) throws Unreadable {
    int colon = text.indexOf(':');
    String head = colon < 0 ? text : text.substring(0, colon);
    int equals = head.indexOf('=');
    Optional<String> step = equals < 0 ? Optional.empty() : Optional.of(head.substring(0, equals));
    DecoratorKind kind = kind(head.substring(equals + 1));
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String assignment : assignments(text.substring(colon + 1))) {
        put(attributes, kind, assignment);
      }
    }
    return new DecoratorSpec(step, kind, attributes);
  }

  private static DecoratorKind kind(String word) throws Unreadable {
    Optional<DecoratorKind> kind = DecoratorKind.of(word);
    if (kind.isEmpty()) {
      List<String> words = Arrays.stream(DecoratorKind.values()).map(DecoratorKind::word).toList();
      throw new Unreadable(
          "there is no decorator '%s'.%s"
              .formatted(
                  word,
                  Suggestion.closest(word, words)
                      .map(guess -> " Did you mean '" + guess + "'?")
                      .orElse(" Give one of " + String.join(", ", words) + ".")));
    }
    return kind.get();
  }

  /** Splits at the commas that an attribute's name and {@code =} follow; other commas belong to a value. */
  private static List<String> assignments(String text) {
    List<String> assignments = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ',' && depth <= 0 && startsAssignment(text, i + 1)) {
        assignments.add(text.substring(from, i));
        from = i + 1;
      }
    }
    assignments.add(text.substring(from));
    return assignments;
  }

  private static boolean startsAssignment(String text, int from) {
    int i = from;
    while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
      i++;
    }
    return i > from && i < text.length() && text.charAt(i) == '=';
  }

  private static void put(Map<String, Object> attributes, DecoratorKind kind, String assignment)
      throws Unreadable {
    int equals = assignment.indexOf('=');
    String name = (equals < 0 ? assignment : assignment.substring(0, equals)).strip();
    Optional<Attribute> attribute = kind.attribute(name);
    if (attribute.isEmpty()) {
      List<String> names = kind.attributes().stream().map(Attribute::snakeName).toList();
      throw new Unreadable(
          "'%s' has no attribute '%s'.%s"
              .formatted(
                  kind.word(),
                  name,
                  Suggestion.closest(name, names)
                      .map(guess -> " Did you mean '" + guess + "'?")
                      .orElse(" Give one of " + String.join(", ", names) + ".")));
    } else if (equals < 0) {
      throw new Unreadable("'%s' of '%s' has no value. Write %s=VALUE.".formatted(name, kind.word(), name));
    }
    Object value = value(attribute.get(), assignment.substring(equals + 1).strip());
    for (Problem problem : attribute.get().check(value)) {
      throw new Unreadable("'%s': %s".formatted(name, problem.message()));
    }
    attributes.put(attribute.get().name(), value);
  }

  /**
   * Reads the text of an attribute's value.
   *
   * @throws Unreadable if it is not of the attribute's type
   */
  public static Object value(Attribute attribute, String text) throws Unreadable {
    try {
      return switch (attribute.type()) {
        case STRING -> unquoted(text);
        case STRINGS -> strings(text);
        case INTEGER -> whole(text);
        case NUMBER -> Double.valueOf(text);
        case BOOLEAN -> truth(text);
      };
    } catch (NumberFormatException | IOException e) {
      throw new Unreadable(
          "'%s': '%s' is not %s."
              .formatted(attribute.snakeName(), text, wanted(attribute.type())));
    }
  }

  private static String wanted(AttributeType type) {
    return switch (type) {
      case STRING -> "a text. Give one such as abc";
      case STRINGS -> "a list of texts. Give one such as [\"a\",\"b\"] or a,b";
      case INTEGER -> "a whole number. Give one such as 2";
      case NUMBER -> "a number. Give one such as 0.5";
      case BOOLEAN -> "true or false. Give one of them";
    };
  }

  private static String unquoted(String text) throws IOException {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? String.valueOf(JSON.std.anyFrom(text))
        : text;
  }

  private static List<String> strings(String text) throws IOException {
    if (text.startsWith("[")) {
      return JSON.std.listFrom(text).stream().map(String::valueOf).toList();
    } else if (text.startsWith("{")) {
      return JSON.std.mapFrom(text).entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .toList();
    }
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static Long whole(String text) {
    double number = Double.parseDouble(text);
    if (number != Math.rint(number)) {
      throw new NumberFormatException(text);
    }
    return (long) number;
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw new NumberFormatException(text);
    };
  }
}
