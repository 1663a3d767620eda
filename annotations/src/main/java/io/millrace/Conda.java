package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the step an isolated Python with packages from conda channels; on a flow, each of its
 * steps.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Conda {

  /** The Python version, such as {@code 3.12}. Default: the one that runs the flow. */
  String python() default "";

  /** Match specs, each {@code "name=version"} or {@code "channel::name=version"}. Default: none. */
  String[] packages() default {};

  /**
   * Channels to search, the first first. Default: {@code METAFLOW_CONDA_CHANNELS}, else
   * conda-forge.
   */
  String[] channels() default {};

  /**
   * Gives the step the image's own Python, against the flow's annotation. Default: {@code false}.
   */
  boolean disabled() default false;
}
