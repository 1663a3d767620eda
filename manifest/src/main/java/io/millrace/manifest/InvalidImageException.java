package io.millrace.manifest;

/** A text that is not a valid OCI image reference; the message names it and says what to do. */
public final class InvalidImageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  InvalidImageException(String text, String message) {
    super(message);
    this.text = text;
  }

  /** The text. */
  public String text() {
    return text;
  }
}
