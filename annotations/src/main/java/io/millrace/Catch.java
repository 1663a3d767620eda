package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the flow go on after a task of the step has failed for good; on a flow, each of its steps.
 *
 * <p>What the step had assigned before it failed is kept, as in Metaflow; the other artifacts stay
 * as they were. A step that timed out is treated in the same way. If the whole process was lost,
 * killed for its memory for example, all artifacts stay as they were.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Catch {

  /**
   * A field that receives what went wrong; it is null where the step succeeded. A field of type
   * {@code Throwable} or {@code Object} receives the exception, a {@code String} its text.
   * Metaflow's client shows type, message and stack trace. Default: none.
   */
  String var() default "";

  /** Whether the exception is printed to the task's log. Default: {@code true}. */
  boolean printException() default true;
}
