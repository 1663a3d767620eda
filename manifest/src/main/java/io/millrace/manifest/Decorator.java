package io.millrace.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decorator with the attributes that were given to it, and no others.
 *
 * @param kind which
 * @param attributes by their names in camelCase, in the order given; values are those of the
 *     attribute's {@link AttributeType}
 * @param position of the annotation
 */
public record Decorator(DecoratorKind kind, Map<String, Object> attributes, Position position) {
  public Decorator {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
