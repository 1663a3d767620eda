package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the step needs, wherever it runs; on a flow, each of its steps. Against a compute annotation
 * on the same step the larger value holds. A step that runs as a local process takes no notice of
 * it, as in Metaflow.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Resources {

  /** CPUs. Positive; default: 1. */
  double cpu() default 1;

  /** Memory in MB. Positive; default: 4096. */
  int memory() default 4096;

  /** Number of GPUs. Default: none. */
  int gpu() default 0;

  /** Disk in MB. Positive; default: 10240. */
  int disk() default 10240;

  /** Size of {@code /dev/shm} in MB. Default: the container runtime's. */
  int sharedMemory() default 0;
}
