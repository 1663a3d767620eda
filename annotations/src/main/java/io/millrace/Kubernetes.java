package io.millrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the step as a pod on Kubernetes; on a flow, each of its steps. An attribute left out falls
 * back as told in the rule of the container image: project and global configuration, then the
 * default given here. Defaults and units are those of Metaflow's {@code @kubernetes}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Kubernetes {

  /**
   * The container image, as an OCI reference. Default: {@code METAFLOW_KUBERNETES_CONTAINER_IMAGE},
   * else {@code METAFLOW_DEFAULT_CONTAINER_IMAGE}, else {@code python:3.12}.
   */
  String image() default "";

  /**
   * {@code Always}, {@code IfNotPresent} or {@code Never}. Default: {@code
   * METAFLOW_KUBERNETES_IMAGE_PULL_POLICY}, else the cluster's own rule.
   */
  String imagePullPolicy() default "";

  /**
   * Names of the secrets to pull the image with. Default: {@code
   * METAFLOW_KUBERNETES_IMAGE_PULL_SECRETS}, else none.
   */
  String[] imagePullSecrets() default {};

  /** CPUs, fractions allowed. Positive; default: 1. */
  double cpu() default 1;

  /** Memory in MB. Positive; default: 4096. */
  int memory() default 4096;

  /** Ephemeral disk in MB. Positive; default: 10240. */
  int disk() default 10240;

  /** Number of GPUs. Default: none. */
  int gpu() default 0;

  /**
   * {@code nvidia} or {@code amd}. Default: {@code METAFLOW_KUBERNETES_GPU_VENDOR}, else {@code
   * nvidia}.
   */
  String gpuVendor() default "nvidia";

  /** The namespace. Default: {@code METAFLOW_KUBERNETES_NAMESPACE}, else {@code default}. */
  String namespace() default "default";

  /**
   * The service account. Default: {@code METAFLOW_KUBERNETES_SERVICE_ACCOUNT}, else the namespace's
   * own.
   */
  String serviceAccount() default "";

  /**
   * Names of the secrets whose keys become environment variables. Added to those of {@code
   * METAFLOW_KUBERNETES_SECRETS}.
   */
  String[] secrets() default {};

  /**
   * Labels that a node must have, each {@code "KEY=VALUE"}. Default: {@code
   * METAFLOW_KUBERNETES_NODE_SELECTOR}, else none.
   */
  String[] nodeSelector() default {};

  /**
   * Taints to tolerate, each as {@code kubectl} writes a taint ({@code "KEY[=VALUE][:EFFECT]"}) or
   * as a JSON object of the Kubernetes API. Default: {@code METAFLOW_KUBERNETES_TOLERATIONS}, else
   * none.
   */
  String[] tolerations() default {};

  /**
   * Labels of the pod, each {@code "KEY=VALUE"} or {@code "KEY"}. Added to those of {@code
   * METAFLOW_KUBERNETES_LABELS}.
   */
  String[] labels() default {};

  /**
   * Annotations of the pod, each {@code "KEY=VALUE"} or {@code "KEY"}. Added to those of {@code
   * METAFLOW_KUBERNETES_ANNOTATIONS}.
   */
  String[] annotations() default {};

  /**
   * Claims to mount, each {@code "CLAIM=/absolute/path"}. Default: {@code
   * METAFLOW_KUBERNETES_PERSISTENT_VOLUME_CLAIMS}, else none.
   */
  String[] persistentVolumeClaims() default {};

  /** Size of {@code /dev/shm} in MB. Default: the container runtime's. */
  int sharedMemory() default 0;

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

  /** A port that the container opens, 1 to 65535. Default: none. */
  int port() default 0;

  /**
   * The pod's quality of service: {@code Burstable} or {@code Guaranteed}. Default: {@code
   * METAFLOW_KUBERNETES_QOS}, else {@code Burstable}.
   */
  String qos() default "Burstable";

  /**
   * Settings of the container's security context, each {@code "KEY=VALUE"}, of {@code privileged},
   * {@code allowPrivilegeEscalation}, {@code runAsUser}, {@code runAsGroup}, {@code runAsNonRoot}.
   * Default: no privilege escalation, else the cluster's.
   */
  String[] securityContext() default {};

  /**
   * Resources that the cluster has beside its own, each {@code "KEY=NUMBER"}, as in {@code
   * "acme.io/chip=2"}. Default: none.
   */
  String[] extendedResources() default {};
}
