package io.millrace.runtime.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value that an attribute has in a run.
 *
 * @param value of the attribute's type
 * @param source who says so
 * @param overrides what it won over, the strongest first
 * @param said the value as it was said, where it was completed since
 * @param registry what was put before an image, and who said so
 */
public record Effective(
    Object value, String source, List<Said> overrides, Object said, Optional<Said> registry) {
  public Effective {
    overrides = List.copyOf(overrides);
  }

  /** A value as it was said. */
  public Effective(Object value, String source, List<Said> overrides) {
    this(value, source, overrides, value, Optional.empty());
  }

  /** A value and who said it. */
  public record Said(Object value, String source) {}

  Effective overriddenBy(Object newer, String by) {
    List<Said> lost = new ArrayList<>();
    lost.add(new Said(value, source));
    lost.addAll(overrides);
    return new Effective(newer, by, lost);
  }

  /** The same, said by the same, but completed. */
  public Effective with(Object changed) {
    return new Effective(changed, source, overrides, said, registry);
  }

  /** The same, with a registry put before it. */
  Effective on(Said named, Object changed) {
    return new Effective(changed, source, overrides, said, Optional.of(named));
  }
}
