package io.millrace.runtime.config;

/**
 * A mistake of the user's, in arguments or configuration: one line that says what is wrong and what
 * to do.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
