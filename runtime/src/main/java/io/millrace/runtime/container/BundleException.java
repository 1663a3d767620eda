package io.millrace.runtime.container;

/** There can be no Java runtime for containers; the message says why, and what helps. */
public final class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  BundleException(String message) {
    super(message);
  }

  BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
