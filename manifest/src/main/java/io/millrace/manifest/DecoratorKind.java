package io.millrace.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The decorators of the language. */
public enum DecoratorKind {
  KUBERNETES("kubernetes", "Kubernetes"),
  BATCH("batch", "Batch"),
  DOCKER("docker", "Docker"),
  RESOURCES("resources", "Resources"),
  PYPI("pypi", "Pypi"),
  CONDA("conda", "Conda"),
  RETRY("retry", "Retry"),
  CATCH("catch", "Catch"),
  TIMEOUT("timeout", "Timeout"),
  ENVIRONMENT("environment", "Environment");

  private final String word;
  private final String annotation;
  private @Nullable List<Attribute> attributes;

  DecoratorKind(String word, String annotation) {
    this.word = word;
    this.annotation = annotation;
  }

  /** Its name in {@code --with} and in Metaflow, such as {@code kubernetes}. */
  public String word() {
    return word;
  }

  /** The simple name of its annotation, such as {@code Kubernetes}. */
  public String annotation() {
    return annotation;
  }

  /** The decorator that {@code --with} calls {@code word}. */
  public static Optional<DecoratorKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** Its attributes, in the order of the annotation. */
  public List<Attribute> attributes() {
    if (attributes == null) {
      attributes = DecoratorAttributes.of(this);
    }
    return attributes;
  }

  /** The attribute that {@code attribute} names, in camelCase or snake_case. */
  public Optional<Attribute> attribute(String attribute) {
    return attributes().stream()
        .filter(each -> each.name().equals(attribute) || each.snakeName().equals(attribute))
        .findFirst();
  }

  /**
   * What is wrong with {@code given} as a whole, beyond what {@link Attribute#check} finds in each
   * value: a timeout of zero, two words for one thing.
   *
   * @param given the attributes that were given, by their names in camelCase
   */
  public List<Problem> check(Map<String, Object> given) {
    return switch (this) {
      case TIMEOUT -> Rules.timeout(given);
      case BATCH ->
          Stream.concat(Rules.chips(given).stream(), Rules.tmpfs(given).stream()).toList();
      case KUBERNETES -> Rules.tmpfs(given);
      default -> List.of();
    };
  }

  /** Whether it chooses where a step runs. */
  public boolean isCompute() {
    return this == KUBERNETES || this == BATCH || this == DOCKER;
  }
}
