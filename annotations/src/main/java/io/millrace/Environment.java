package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets environment variables for the step; on a flow, for each of its steps.
 *
 * <p>The values are no place for secrets. They stand in the class file, in the flow's manifest
 * within the jar, and in what is asked of a container engine or a cluster, where others may read
 * them. Give secrets as {@link Kubernetes#secrets}, or as variables of the machine that runs the
 * flow.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Environment {

  /** The variables, each {@code "NAME=VALUE"}; the value may hold further {@code =}. */
  String[] vars();
}
