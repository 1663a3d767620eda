package io.millrace.registry;

import io.millrace.Inputs;
import io.millrace.TaskContext;
import io.millrace.generated.FlowRunner;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the processor would generate for a flow of two steps that do nothing. */
public final class Empty_Runner implements FlowRunner<Object> {
  @Override
  public Object newFlow() {
    return new Object();
  }

  @Override
  public List<Field> fields() {
    return List.of();
  }

  @Override
  public Object get(Object flow, int field) {
    throw new IndexOutOfBoundsException(field);
  }

  @Override
  public void set(Object flow, int field, Object value) {
    throw new IndexOutOfBoundsException(field);
  }

  @Override
  public void step(
      Object flow, int step, Object item, Inputs<Object> inputs, TaskContext context) {}

  @Override
  public @Nullable Type itemType(int step) {
    return null;
  }
}
