package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the flow go on after a task of the step has failed for good; on a flow, each of its steps.
 *
 * <p>The artifacts that the step should have assigned stay as they were.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Catch {

  /**
   * A field that receives what went wrong: a {@code String}, {@code Throwable} or {@code Object};
   * it is null where the step succeeded. Default: none.
   */
  String var() default "";

  /** Whether the exception is printed to the task's log. Default: {@code true}. */
  boolean printException() default true;
}
