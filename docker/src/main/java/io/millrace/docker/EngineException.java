package io.millrace.docker;

/** The engine did not do what it was asked; the message says why, and what helps. */
final class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  EngineException(String message) {
    super(message);
  }

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
