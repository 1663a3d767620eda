package io.millrace.runtime.task;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A field of a flow. What is got and set here is the field itself, unseen by who watches it.
 *
 * @param name which is the artifact's name
 * @param type the declared type with its type arguments
 * @param parameter whether it is a {@code @Parameter} or {@code @IncludeFile}
 */
record FlowField(String name, Type type, boolean parameter, Field field) {
  FlowField {
    field.setAccessible(true);
  }

  boolean isPrimitive() {
    return field.getType().isPrimitive();
  }

  /** Its value in {@code flow}; primitives are boxed. */
  @Nullable Object get(Object flow) {
    try {
      return field.get(flow);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets it in {@code flow}; {@code value} is of its type, boxed if that is primitive. */
  void set(Object flow, @Nullable Object value) {
    try {
      field.set(flow, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
