package io.millrace.runtime.task;

/** A failure that is the flow's own logic, told in a line rather than by a stack trace. */
final class FlowFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FlowFailure(String message) {
    super(message);
  }

  /** Without the class's name, which says nothing to the flow's author. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
