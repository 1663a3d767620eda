package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the step in a container on this machine, with Docker or Podman; on a flow, each of its
 * steps.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Docker {

  /**
   * The container image, as an OCI reference. Default: {@code METAFLOW_DEFAULT_CONTAINER_IMAGE},
   * else {@code python:3.12}.
   */
  String image() default "";

  /**
   * When to pull the image: {@code missing}, {@code always} or {@code never}. Default: {@code
   * missing}.
   */
  String pull() default "missing";

  /**
   * Folders to mount, each {@code "/host:/container"} or {@code "/host:/container:ro"}. Default:
   * none.
   */
  String[] volumes() default {};

  /** The user to run as, a name or {@code UID[:GID]}. Default: the image's. */
  String user() default "";

  /** The network to join. Default: the engine's. */
  String network() default "";

  /** The platform of the image, such as {@code linux/arm64}. Default: this machine's. */
  String platform() default "";
}
