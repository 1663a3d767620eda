package io.millrace.runtime.parameters;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.artifact.Exceptions;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.task.FlowType;
import io.millrace.woven.FieldWatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the initializers of parameters, but for those that have a value from elsewhere. */
final class Defaults extends FieldWatch {
  private final List<String> names;
  private final Map<String, ? extends @Nullable Object> given;

  private Defaults(List<String> names, Map<String, ? extends @Nullable Object> given) {
    this.names = names;
    this.given = given;
  }

  /**
   * The value of each parameter that {@code given} does not have, by field.
   *
   * @param type from a class loader that weaves, if {@code given} has any
   * @throws UsageException if an initializer fails
   */
  static Map<String, @Nullable Object> of(
      FlowManifest flow, FlowType type, Map<String, ? extends @Nullable Object> given) {
    List<String> names = flow.parameters().stream().map(each -> each.field()).toList();
    Object made = new Defaults(names, given).make(flow, type);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    names.stream()
        .filter(name -> !given.containsKey(name))
        .forEach(name -> values.put(name, type.get(made, name)));
    return values;
  }

  private Object make(FlowManifest flow, FlowType type) {
    expect(this);
    try {
      return type.newFlow();
    } catch (Throwable e) { // whatever the author's code throws
      Throwable cause = e instanceof ExceptionInInitializerError ? e.getCause() : e;
      throw new UsageException(failed(flow, cause == null ? e : cause));
    } finally {
      expect(null);
    }
  }

  /** Names the parameter whose initializer failed, if that is where it was. */
  private static String failed(FlowManifest flow, Throwable failure) {
    for (StackTraceElement frame : Exceptions.frames(failure)) {
      if (frame.getClassName().equals(flow.className())) {
        String place = " (%s:%d)".formatted(frame.getFileName(), frame.getLineNumber());
        return flow.parameters().stream()
            .filter(each -> each.position().line() == frame.getLineNumber())
            .findFirst()
            .map(
                each ->
                    "--%1$s: the initializer of '%2$s' failed: %3$s%4$s. Give --%1$s, or fix it."
                        .formatted(each.name(), each.field(), Exceptions.line(failure), place))
            .orElseGet(() -> failed(flow, failure, place));
      }
    }
    return failed(flow, failure, "");
  }

  private static String failed(FlowManifest flow, Throwable failure, String place) {
    return "The flow %s cannot be made: %s%s. Fix its initializers and its constructor."
        .formatted(flow.name(), Exceptions.line(failure), place);
  }

  @Override
  protected boolean given(int field) {
    return field < names.size() && given.containsKey(names.get(field));
  }

  @Override
  protected @Nullable Object given(int field, @Nullable Object fallback) {
    return given.get(names.get(field));
  }

  @Override
  protected boolean assigningParameter(int field) {
    return !given(field);
  }

  @Override
  public void assigned(String field) {
    // a flow that is made only to ask it for its parameters
  }

  @Override
  protected void assigning(int field) {
    // the same
  }

  @Override
  protected void reading(Object flow, int field) {
    // it is null
  }
}
