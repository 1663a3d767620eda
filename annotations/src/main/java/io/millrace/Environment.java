package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sets environment variables for the step; on a flow, for each of its steps. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Environment {

  /** The variables, each {@code "NAME=VALUE"}; the value may hold further {@code =}. */
  String[] vars();
}
