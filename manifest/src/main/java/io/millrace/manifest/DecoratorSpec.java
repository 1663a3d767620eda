package io.millrace.manifest;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decorator as {@code --with} writes it: {@code [STEP=]NAME[:attr=value[,attr=value]...]}.
 *
 * @param step the only step that it is for; empty for all
 * @param kind which decorator
 * @param attributes those given, by their names in camelCase
 */
public record DecoratorSpec(
    Optional<String> step, DecoratorKind kind, Map<String, Object> attributes) {

  /** A text that is not a decorator, or no value of an attribute; it says why and what to do. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  public DecoratorSpec {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * Reads {@code text}.
   *
   * @throws Unreadable naming the decorator, attribute or value that is wrong
   */
  public static DecoratorSpec parse(String text) throws Unreadable {
    int colon = text.indexOf(':');
    String head = colon < 0 ? text : text.substring(0, colon);
    int equals = head.indexOf('=');
    Optional<String> step =
        equals < 0 ? Optional.empty() : Optional.of(head.substring(0, equals).strip());
    if (step.isPresent() && step.get().isEmpty()) {
      throw new Unreadable(
          "There is no step before '='. Write STEP=NAME, or NAME alone for all steps.");
    }
    DecoratorKind kind = kind(head.substring(equals + 1).strip());
    Map<String, Object> attributes =
        colon < 0 || text.substring(colon + 1).isBlank()
            ? Map.of()
            : attributes(kind, text.substring(colon + 1));
    return new DecoratorSpec(step, kind, attributes);
  }

  private static DecoratorKind kind(String word) throws Unreadable {
    List<String> known = Arrays.stream(DecoratorKind.values()).map(DecoratorKind::word).toList();
    return DecoratorKind.of(word)
        .orElseThrow(
            () ->
                new Unreadable(
                    "There is no decorator '%s'.%s"
                        .formatted(
                            word,
                            Suggestion.closest(word, known)
                                .map(guess -> " Did you mean '" + guess + "'?")
                                .orElse(" There are " + String.join(", ", known) + "."))));
  }

  private static Map<String, Object> attributes(DecoratorKind kind, String text) throws Unreadable {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String assignment : AttributeText.assignments(kind, text)) {
      int equals = assignment.indexOf('=');
      if (equals < 0) {
        throw new Unreadable(
            "'%s' gives no attribute of %s a value. Write it as attr=value."
                .formatted(assignment.strip(), kind.word()));
      }
      Attribute attribute = attribute(kind, assignment.substring(0, equals).strip());
      String assigned = assignment.substring(equals + 1);
      if (assigned.strip().equals("null")) {
        continue; // as if it were not given
      }
      Object value = value(attribute, assigned);
      for (Problem problem : attribute.check(value)) {
        throw new Unreadable(attribute.snakeName() + ": " + problem.message());
      }
      attributes.put(attribute.name(), value);
    }
    return attributes;
  }

  /**
   * Reads a value of {@code attribute}, of {@code --with} or of the configuration.
   *
   * @throws Unreadable if it is of another type
   */
  public static Object value(Attribute attribute, String text) throws Unreadable {
    return AttributeText.value(attribute, text)
        .map(value -> spelled(attribute, value))
        .orElseThrow(
            () ->
                new Unreadable(
                    "%s: '%s' is not a valid %s. %s"
                        .formatted(
                            attribute.snakeName(),
                            text.strip(),
                            attribute.type().word(),
                            attribute.type().advice())));
  }

  /** Metaflow compares these words in lower case; the clusters do not. */
  private static Object spelled(Attribute attribute, Object value) {
    return switch (attribute.name()) {
      case "qos" -> word(value, "Burstable", "Guaranteed");
      case "gpuVendor" -> word(value, "nvidia", "amd");
      default -> value;
    };
  }

  private static Object word(Object value, String... words) {
    for (String word : words) {
      if (word.equalsIgnoreCase(value.toString())) {
        return word;
      }
    }
    return value;
  }

  private static Attribute attribute(DecoratorKind kind, String name) throws Unreadable {
    List<String> known = kind.attributes().stream().map(Attribute::snakeName).toList();
    return kind.attribute(name)
        .orElseThrow(
            () ->
                new Unreadable(
                    "%s has no attribute '%s'.%s"
                        .formatted(
                            kind.word(),
                            name,
                            Suggestion.closest(name, known)
                                .map(guess -> " Did you mean '" + guess + "'?")
                                .orElse(" It has " + String.join(", ", known) + "."))));
  }
}
