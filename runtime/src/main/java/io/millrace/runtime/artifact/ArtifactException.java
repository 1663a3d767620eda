package io.millrace.runtime.artifact;

/** A value that cannot be stored, or a pickle that cannot be read; says what to do. */
public final class ArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same failure with the artifact named in front. */
  public ArtifactException of(String artifact) {
    return getMessage().startsWith("Artifact '")
        ? this
        : new ArtifactException("Artifact '" + artifact + "': " + getMessage(), this);
  }
}
