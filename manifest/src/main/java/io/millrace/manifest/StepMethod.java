package io.millrace.manifest;

import java.util.List;

/**
 * A step.
 *
 * @param name the method's name
 * @param transition what runs after it
 * @param join whether the method takes {@code Inputs}
 * @param documentation the first sentence of the method's Javadoc, empty if it has none
 * @param decorators those on the method, in the order in which they were written
 * @param position of the method
 */
public record StepMethod(
    String name,
    Transition transition,
    boolean join,
    String documentation,
    List<Decorator> decorators,
    Position position) {
  public StepMethod {
    decorators = List.copyOf(decorators);
  }
}
