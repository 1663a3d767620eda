package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The job of an attempt: what Kubernetes is asked for. It depends on nothing but its arguments.
 *
 * <p>The pod has two containers. The first one brings Java and the flow's code into the volume
 * {@code /millrace} and ends. The second one is the user's image, as it is, with one command.
 */
final class JobSpec {
  /** The container of the step. */
  static final String TASK = "task";

  /** The container that brings what the step needs. */
  static final String SETUP = "setup";

  /** How long a pod may wait for a node, before it runs. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(5);

  /** What a pod may take to pull its image and to start, beyond what its step may take. */
  private static final Duration TO_START = Duration.ofMinutes(1);

  private static final String CODE = "millrace";
  private static final String DELIVERY = "millrace-delivery";
  private static final String SHM = "millrace-shm";
  private static final String TMPFS = "millrace-tmpfs";
  private static final String DELIVERED = "/delivery";

  private final Setting setting;
  private final TaskSpec task;
  private final StepPlan plan;
  private final StepAttributes attributes;

  private JobSpec(Setting setting, TaskSpec task, StepPlan plan) {
    this.setting = setting;
    this.task = task;
    this.plan = plan;
    this.attributes = StepAttributes.of(plan);
  }

  /**
   * What all jobs of a run share.
   *
   * @param flow its name
   * @param run what all tasks share
   * @param runtimeImage has a Java runtime
   * @param delivery the secret that says what to bring
   * @param timeToLive how long a job stays after its end
   * @param runtimeLimit how long an attempt may take without {@code @Timeout}
   */
  record Setting(
      String flow,
      RunSpec run,
      String runtimeImage,
      String delivery,
      Duration timeToLive,
      Duration runtimeLimit) {}

  /** The name of the job of an attempt. */
  static String name(Setting setting, TaskSpec task) {
    String attempt = Integer.toString(task.attempt());
    String run = setting.run.run();
    return Names.job(
        List.of(setting.flow, run, task.step(), task.task(), attempt),
        List.of(
            setting.run.datastore().root(), setting.flow, run, task.step(), task.task(), attempt));
  }

  /**
   * The job of an attempt.
   *
   * @param command of the task's container
   * @throws IllegalArgumentException if an attribute cannot be read, in words
   */
  static Job of(Setting setting, TaskSpec task, StepPlan plan, List<String> command) {
    return new JobSpec(setting, task, plan).job(command);
  }

  private Job job(List<String> command) {
    Map<String, String> labels = labels();
    Map<String, String> annotations = annotations();
    return new JobBuilder()
        .withNewMetadata()
        .withName(name(setting, task))
        .withNamespace(attributes.namespace())
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0) // retries are the scheduler's, which numbers attempts
        .withActiveDeadlineSeconds(LONGEST_WAIT.plus(limit()).toSeconds())
        .withTtlSecondsAfterFinished((int) setting.timeToLive.toSeconds())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withSpec(pod(command))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The task keeps its {@code @Timeout} by itself; this is for one that does not. */
  private Duration limit() {
    return plan.timeout().map(limit -> limit.plus(TO_START)).orElse(setting.runtimeLimit);
  }

  /** Ours win, as jobs are found by them. */
  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>(attributes.pairs("labels"));
    labels.putAll(JobLabels.of(setting.flow, setting.run, task));
    return labels;
  }

  /** By the names that Metaflow gives them. */
  private Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>(attributes.pairs("annotations"));
    annotations.putAll(JobLabels.exact(setting.flow, setting.run, task));
    return annotations;
  }

  private PodSpec pod(List<String> command) {
    Optional<String> account = attributes.text("serviceAccount");
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withActiveDeadlineSeconds(limit().toSeconds()) // from when it is on a node
        .withServiceAccountName(account.orElse(null))
        .withAutomountServiceAccountToken(account.isPresent() ? null : false)
        .withEnableServiceLinks(false) // else each service is a handful of variables
        .withSecurityContext(
            new PodSecurityContextBuilder()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build())
        .withImagePullSecrets(
            attributes.texts("imagePullSecrets").stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(attributes.pairs("nodeSelector"))
        .withTolerations(attributes.texts("tolerations").stream().map(Tolerations::parse).toList())
        .withInitContainers(setup())
        .withContainers(step(command))
        .withVolumes(volumes())
        .build();
  }

  private Container setup() {
    return new ContainerBuilder()
        .withName(SETUP)
        .withImage(setting.runtimeImage)
        .withCommand(
            "java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            DELIVERED + "/" + Delivery.JAR,
            Delivery.MAIN,
            DELIVERED + "/" + Delivery.LIST)
        .withResources(resources(false))
        .withSecurityContext(setupSecurity())
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withVolumeMounts(mount(CODE, "/millrace", false), mount(DELIVERY, DELIVERED, true))
        .build();
  }

  /** It needs nothing, so that it may run where little is allowed. */
  private SecurityContext setupSecurity() {
    Map<String, String> asked = attributes.pairs("securityContext");
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsNonRoot(truth(asked, "runAsNonRoot"))
        .withRunAsUser(number(asked, "runAsUser"))
        .withRunAsGroup(number(asked, "runAsGroup"))
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  private Container step(List<String> command) {
    return new ContainerBuilder()
        .withName(TASK)
        .withImage(attributes.text("image").orElseThrow())
        .withImagePullPolicy(attributes.text("imagePullPolicy").orElse(null))
        .withCommand(command.stream().map(JobSpec::escaped).toList())
        .withEnv(
            plan.environment().entrySet().stream()
                .map(each -> new EnvVar(each.getKey(), escaped(each.getValue()), null))
                .toList())
        .withEnvFrom(attributes.texts("secrets").stream().map(JobSpec::variables).toList())
        .withResources(resources(true))
        .withSecurityContext(security())
        .withPorts(
            attributes
                .number("port")
                .map(
                    port ->
                        List.of(
                            new io.fabric8.kubernetes.api.model.ContainerPortBuilder()
                                .withContainerPort(port.intValue())
                                .build()))
                .orElse(List.of()))
        .withVolumeMounts(mounts())
        .build();
  }

  /** Kubernetes would replace {@code $(NAME)}. */
  private static String escaped(String value) {
    return value.replace("$", "$$");
  }

  private static EnvFromSource variables(String secret) {
    return new EnvFromSourceBuilder().withNewSecretRef(secret, null).build();
  }

  private SecurityContext security() {
    Map<String, String> asked = attributes.pairs("securityContext");
    Boolean privileged = truth(asked, "privileged");
    Boolean escalation = truth(asked, "allowPrivilegeEscalation");
    SecurityContextBuilder security =
        new SecurityContextBuilder()
            .withPrivileged(privileged)
            // the API refuses a privileged container that may not escalate
            .withAllowPrivilegeEscalation(
                escalation == null ? Boolean.TRUE.equals(privileged) : escalation)
            .withRunAsNonRoot(truth(asked, "runAsNonRoot"))
            .withRunAsUser(number(asked, "runAsUser"))
            .withRunAsGroup(number(asked, "runAsGroup"));
    if (Boolean.TRUE.equals(truth(asked, "runAsNonRoot"))) {
      // no such user has any; said, it satisfies the standard that is called restricted
      security.withNewCapabilities().withDrop("ALL").endCapabilities();
    }
    return security.build();
  }

  private static @org.jspecify.annotations.Nullable Boolean truth(
      Map<String, String> asked, String name) {
    String value = asked.get(name);
    return value == null ? null : Boolean.valueOf(value);
  }

  private static @org.jspecify.annotations.Nullable Long number(
      Map<String, String> asked, String name) {
    String value = asked.get(name);
    return value == null ? null : Long.valueOf(value);
  }

  /**
   * As in Metaflow, but that memory has a limit with either quality of service: a task that takes
   * more than it asked for would else take it from others, and Java would count on all of it.
   *
   * @param gpus whether they are wanted, too
   */
  private ResourceRequirements resources(boolean gpus) {
    Map<String, Quantity> requests = new LinkedHashMap<>();
    String cpu = attributes.number("cpu").map(JobSpec::plain).orElse("1");
    Quantity memory = megabytes(attributes.memory());
    requests.put("cpu", new Quantity(cpu));
    requests.put("memory", memory);
    attributes
        .number("disk")
        .ifPresent(disk -> requests.put("ephemeral-storage", megabytes(disk.longValue())));
    Map<String, Quantity> limits = new LinkedHashMap<>();
    if (attributes.text("qos").orElse("").equalsIgnoreCase("Guaranteed")) {
      limits.putAll(requests);
    }
    limits.put("memory", memory);
    if (gpus) {
      attributes
          .number("gpu")
          .ifPresent(
              gpu ->
                  limits.put(
                      attributes.text("gpuVendor").orElse("nvidia") + ".com/gpu",
                      new Quantity(Integer.toString(gpu.intValue()))));
      attributes
          .pairs("extendedResources")
          .forEach((name, count) -> limits.put(name, new Quantity(count)));
    }
    return new ResourceRequirementsBuilder().withRequests(requests).withLimits(limits).build();
  }

  private static String plain(Number number) {
    return new java.math.BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
  }

  private static Quantity megabytes(long count) {
    return new Quantity(Long.toString(count), "M");
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(new VolumeBuilder().withName(CODE).withNewEmptyDir().endEmptyDir().build());
    volumes.add(
        new VolumeBuilder()
            .withName(DELIVERY)
            .withNewSecret()
            .withSecretName(setting.delivery)
            .endSecret()
            .build());
    attributes.number("sharedMemory").ifPresent(size -> volumes.add(memory(SHM, size.longValue())));
    if (attributes.isTrue("useTmpfs")) {
      volumes.add(
          memory(
              TMPFS,
              attributes
                  .number("tmpfsSize")
                  .map(Number::longValue)
                  .orElse(attributes.memory() / 2)));
    }
    int index = 0;
    for (String claim : attributes.pairs("persistentVolumeClaims").keySet()) {
      volumes.add(
          new VolumeBuilder()
              .withName("claim-" + index++)
              .withNewPersistentVolumeClaim(claim, false)
              .build());
    }
    return volumes;
  }

  private static Volume memory(String name, long size) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withMedium("Memory")
        .withSizeLimit(megabytes(size))
        .endEmptyDir()
        .build();
  }

  private List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(mount(CODE, "/millrace", true));
    if (attributes.number("sharedMemory").isPresent()) {
      mounts.add(mount(SHM, "/dev/shm", false));
    }
    if (attributes.isTrue("useTmpfs")) {
      mounts.add(mount(TMPFS, tmpfsPath(), false));
    }
    int index = 0;
    for (String path : attributes.pairs("persistentVolumeClaims").values()) {
      mounts.add(mount("claim-" + index++, path, false));
    }
    return mounts;
  }

  private static VolumeMount mount(String volume, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(path)
        .withReadOnly(readOnly ? true : null)
        .build();
  }

  private String tmpfsPath() {
    return attributes.text("tmpfsPath").orElse("/metaflow_temp");
  }

  /** The folder for temporary files that a step asks for, if it does. */
  static Optional<String> tempFolder(StepPlan plan) {
    StepAttributes attributes = StepAttributes.of(plan);
    return attributes.isTrue("useTmpfs") && attributes.isTrue("tmpfsTempdir")
        ? Optional.of(attributes.text("tmpfsPath").orElse("/metaflow_temp"))
        : Optional.empty();
  }
}
