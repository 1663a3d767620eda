package io.millrace.runtime.image;

/** A registry did not give an image; the message says why, and what helps. */
public final class RegistryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean tagMissing;

  public RegistryException(String message) {
    super(message);
    this.tagMissing = false;
  }

  public RegistryException(String message, Throwable cause) {
    this(message, false, cause);
  }

  private RegistryException(String message, boolean tagMissing, Throwable cause) {
    super(message, cause);
    this.tagMissing = tagMissing;
  }

  /** The repository may be there, but not what the image's tag or digest names. */
  public static RegistryException tagMissing(String message, Throwable cause) {
    return new RegistryException(message, true, cause);
  }

  /** Whether other tags of the repository may be what was meant. */
  public boolean isTagMissing() {
    return tagMissing;
  }
}
