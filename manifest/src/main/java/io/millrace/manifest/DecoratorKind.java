package io.millrace.manifest;

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
}
