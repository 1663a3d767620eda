package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives the step an isolated Python with packages from PyPI; on a flow, each of its steps. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Pypi {

  /** The Python version, such as {@code 3.12}. Default: the one that runs the flow. */
  String python() default "";

  /**
   * Requirements, each a name with a version ({@code "pandas==2.2.3"}) or another PEP 508
   * requirement. Default: none.
   */
  String[] packages() default {};

  /**
   * Gives the step the image's own Python, against the flow's annotation. Default: {@code false}.
   */
  boolean disabled() default false;
}
