package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a failed task of the step again; on a flow, each of its steps.
 *
 * <p>Every failure counts: an exception, {@code System.exit}, a lack of memory, a lost process, a
 * timeout.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Retry {

  /**
   * How often to try again after the first attempt, 0 to 4 (Metaflow's limit is 6 attempts, one of
   * them for {@link Catch}). Default: 3.
   */
  int times() default 3;

  /** Minutes to wait before each retry, 0 or more. Default: 2. */
  int minutesBetweenRetries() default 2;
}
