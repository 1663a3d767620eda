package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fails a task of the step that takes longer than the sum of the three attributes; on a flow, each
 * of its steps.
 *
 * <p>The step's thread is interrupted. What the step had assigned by then is kept for {@link Catch}
 * and for whoever looks at the failed task.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Timeout {

  /** Seconds, 0 or more. */
  int seconds() default 0;

  /** Minutes, 0 or more. */
  int minutes() default 0;

  /** Hours, 0 or more. */
  int hours() default 0;
}
