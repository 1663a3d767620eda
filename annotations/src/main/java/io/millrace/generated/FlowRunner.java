package io.millrace.generated;

import io.millrace.Inputs;
import io.millrace.TaskContext;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A flow class as the runtime drives it; each flow's is generated, is called {@code
 * <FlowClass>_Runner}, and has a public no-argument constructor.
 *
 * <p>Fields are addressed by their index in {@link #fields()}, steps by their index in the flow's
 * manifest.
 *
 * @param <F> the flow class
 */
public interface FlowRunner<F> {

  /** A new instance of the flow, its initializers run. */
  F newFlow();

  /**
   * The flow's parameters and artifacts in the order of their declaration, inherited ones first.
   */
  List<Field> fields();

  /** The value of field {@code field} in {@code flow}; primitives are boxed. */
  Object get(F flow, int field);

  /**
   * Sets field {@code field}; {@code value} is of its type (boxed if primitive, then never null).
   */
  void set(F flow, int field, Object value);

  /**
   * Calls the method of step {@code step}.
   *
   * @param item the foreach item, if the method takes one, else ignored
   * @throws IndexOutOfBoundsException if there is no such step
   * @throws Throwable whatever the method throws
   */
  void step(F flow, int step, Object item, Inputs<F> inputs, TaskContext context) throws Throwable;

  /** The full type of the foreach item that {@code step} takes, or null if it takes none. */
  Type itemType(int step);

  /**
   * A field of the flow.
   *
   * @param name the Java name, which is the artifact's name
   * @param type the declared type with its type arguments; see {@link Types}
   * @param parameter whether it is a {@code @Parameter} or {@code @IncludeFile}
   */
  record Field(String name, Type type, boolean parameter) {}
}
