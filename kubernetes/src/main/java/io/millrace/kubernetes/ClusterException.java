package io.millrace.kubernetes;

import java.io.IOException;

/** The cluster did not do what was asked; the message says why, and what to do. */
final class ClusterException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  ClusterException(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether it may go well a little later, without anybody doing anything. */
  boolean isPassing() {
    return passing;
  }
}
