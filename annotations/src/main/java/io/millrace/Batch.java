package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the step as a job on AWS Batch; on a flow, each of its steps. An attribute left out falls
 * back as told in the rule of the container image: project and global configuration, then the
 * default given here. Defaults and units are those of Metaflow's {@code @batch}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Batch {

  /**
   * The container image, as an OCI reference. Default: {@code METAFLOW_BATCH_CONTAINER_IMAGE}, else
   * {@code METAFLOW_DEFAULT_CONTAINER_IMAGE}, else {@code python:3.12}.
   */
  String image() default "";

  /** CPUs. Positive; default: 1. */
  double cpu() default 1;

  /** Number of GPUs. Default: none. */
  int gpu() default 0;

  /** Memory in MB. Positive; default: 4096. */
  int memory() default 4096;

  /** The job queue. Default: {@code METAFLOW_BATCH_JOB_QUEUE}; without it, it must be given. */
  String queue() default "";

  /** The role that the step acts as. Default: {@code METAFLOW_ECS_S3_ACCESS_IAM_ROLE}. */
  String iamRole() default "";

  /**
   * The role that Fargate starts the container with. Default: {@code
   * METAFLOW_ECS_FARGATE_EXECUTION_ROLE}.
   */
  String executionRole() default "";

  /** Size of {@code /dev/shm} in MB. Default: the container runtime's. */
  int sharedMemory() default 0;

  /** Swap in MB. Default: the container instance's. */
  int maxSwap() default 0;

  /** How readily the kernel swaps, 0 to 100. Default: 60. */
  int swappiness() default 60;

  /** Mounts a tmpfs at {@link #tmpfsPath}. Default: {@code false}. */
  boolean useTmpfs() default false;

  /** Size of the tmpfs in MB. Default: half of {@link #memory}. */
  int tmpfsSize() default 0;

  /** Where the tmpfs is mounted, an absolute path. Default: {@code /metaflow_temp}. */
  String tmpfsPath() default "/metaflow_temp";

  /**
   * Whether the tmpfs is the task's temp dir ({@link TaskContext#tempDir()}). Default: {@code
   * true}.
   */
  boolean tmpfsTempdir() default true;

  /** Number of Inferentia chips. Default: none. */
  int inferentia() default 0;

  /**
   * Number of Trainium chips; another word for {@link #inferentia}, not to be given with it.
   * Default: none.
   */
  int trainium() default 0;

  /** Number of Elastic Fabric Adapters. Default: none. */
  int efa() default 0;

  /** Disk in GiB, 21 to 200, on Fargate only. Default: Fargate's. */
  int ephemeralStorage() default 0;

  /** Paths of the host to mount at the same place, or {@code "/host:/container"}. Default: none. */
  String[] hostVolumes() default {};

  /** File systems to mount, each {@code "fs-id"} or {@code "fs-id:/path"}. Default: none. */
  String[] efsVolumes() default {};

  /**
   * The container's log driver. Default: {@code METAFLOW_BATCH_LOG_DRIVER}, else {@code awslogs}.
   */
  String logDriver() default "";

  /** Options of the log driver, each {@code "KEY=VALUE"} or {@code "KEY:VALUE"}. Default: none. */
  String[] logOptions() default {};

  /**
   * Tags of the job, each {@code "KEY=VALUE"}. Added to those of {@code
   * METAFLOW_BATCH_DEFAULT_TAGS}.
   */
  String[] batchTags() default {};

  /** Whether the container has root's rights on its host. Default: {@code false}. */
  boolean privileged() default false;
}
