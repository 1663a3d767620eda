package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.millrace.runtime.compute.ExitCode;
import io.millrace.runtime.task.TimeLimit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads what the status of a pod says of its task. */
record PodStatusReader(Pod pod, PodState.Asked asked) {
  /** Exit codes of a process that SIGTERM or SIGKILL has ended. */
  private static final Set<Integer> STOPPED = Set.of(128 + 15, 128 + 9);

  private static final Set<String> BAD_CONFIGURATION =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  /** Parts of messages about containers that no waiting changes. */
  private static final Set<String> FOR_GOOD =
      Set.of(
          "not found",
          "couldn't find key",
          "no such file or directory",
          "executable file",
          "exec format error",
          "permission denied",
          "is not a directory",
          "invalid");

  private static final Set<String> BAD_PULL = Set.of("ErrImagePull", "ImagePullBackOff");

  /** Reasons of the end of a container that its node has not seen. */
  private static final Set<String> MACHINES_END = Set.of("Unknown", "ContainerStatusUnknown");

  /** Reasons of a pod that a machine gave up, not the task. */
  private static final Set<String> MACHINE =
      Set.of(
          "Evicted",
          "Preempting",
          "Preempted",
          "NodeLost",
          "NodeShutdown",
          "Shutdown",
          "Terminated",
          "UnexpectedAdmissionError");

  PodState read() {
    Optional<ContainerStateTerminated> setup =
        container(JobSpec.SETUP).map(ContainerState::getTerminated);
    Optional<ContainerState> task = container(JobSpec.TASK);
    Optional<ContainerStateTerminated> ended = task.map(ContainerState::getTerminated);
    String phase = Objects.requireNonNullElse(pod.getStatus().getPhase(), "Pending");
    boolean failed = phase.equals("Failed");
    if (failed || pod.getMetadata().getDeletionTimestamp() != null) {
      Optional<PodState> taken = takenAway();
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    if (ended.isPresent() && isStopped(ended.get())) {
      return PodState.deleted(pod);
    } else if (ended.isPresent() && !isDeadlineExceeded()) {
      return ended(ended.get());
    } else if (setup.isPresent() && isStopped(setup.get())) {
      return PodState.deleted(pod);
    } else if (setup.isPresent() && setup.get().getExitCode() != 0 && !isDeadlineExceeded()) {
      return failed || !isBySignal(setup.get())
          ? PodState.over(setupFailed(setup.get()), PodState.UNKNOWN)
          : PodState.waiting(""); // the kubelet stops it, and will say why
    } else if (failed) {
      return PodState.over(failure(), PodState.UNKNOWN);
    } else if (task.map(ContainerState::getRunning).isPresent()) {
      return new PodState(PodState.Stage.RUNNING, silence(), false, PodState.UNKNOWN);
    }
    return waiting();
  }

  private Optional<ContainerState> container(String name) {
    return java.util.stream.Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(status -> status.getName().equals(name))
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Optional<PodCondition> condition(String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  private boolean isDeadlineExceeded() {
    return "DeadlineExceeded".equals(pod.getStatus().getReason());
  }

  /** The kubelet stops the containers of a pod that is deleted by the one signal or the other. */
  private boolean isStopped(ContainerStateTerminated end) {
    return pod.getMetadata().getDeletionTimestamp() != null && isBySignal(end);
  }

  private static boolean isBySignal(ContainerStateTerminated end) {
    return !text(end.getReason()).equals("OOMKilled") && STOPPED.contains(end.getExitCode());
  }

  /** See "Pod disruption conditions" of Kubernetes, and the reasons of the kubelet. */
  private Optional<PodState> takenAway() {
    Optional<PodCondition> disruption =
        condition("DisruptionTarget").filter(each -> "True".equals(each.getStatus()));
    if (disruption.isPresent()) {
      String reason = text(disruption.get().getReason());
      String message = text(disruption.get().getMessage());
      return Optional.of(
          PodState.disrupted(
              switch (reason) {
                case "PreemptionByScheduler" ->
                    "its pod was preempted: its node is needed for one of higher priority";
                case "EvictionByEvictionAPI" -> "its pod was evicted, as when a node is drained";
                case "DeletionByTaintManager" ->
                    "its node %s is lost or tainted, and its pod was removed from it"
                        .formatted(node());
                case "DeletionByPodGC" ->
                    "its node %s is gone, and its pod with it".formatted(node());
                default -> "its pod was evicted (%s): %s".formatted(reason, message);
              }));
    }
    String reason = text(pod.getStatus().getReason());
    if (MACHINE.contains(reason) || reason.startsWith("OutOf")) {
      return Optional.of(
          PodState.disrupted(
              "its pod was removed from its node (%s): %s"
                  .formatted(reason, text(pod.getStatus().getMessage()).strip())));
    }
    return Optional.empty();
  }

  private PodState ended(ContainerStateTerminated end) {
    int code = end.getExitCode();
    String reason = text(end.getReason());
    if (MACHINES_END.contains(reason)) {
      return PodState.disrupted(
          "its node %s was restarted or lost sight of its container (%s)"
              .formatted(node(), reason));
    } else if (reason.equals("OOMKilled")) {
      return PodState.over(
          "it needed more memory than the %d MB of its pod (OOMKilled). Give it more by @Resources(memory) or --with resources:memory=%d"
              .formatted(asked.memory(), asked.memory() * 2),
          code);
    } else if (reason.equals("StartError") || reason.equals("ContainerCannotRun")) {
      return PodState.over(
          "its container could not be started: %s. The image and the runtime image must be for the processor of the node"
              .formatted(bare(end.getMessage())),
          code);
    } else if (code == 0) {
      return PodState.over("", 0);
    }
    return PodState.over(ExitCode.words(code), code);
  }

  private static String setupFailed(ContainerStateTerminated end) {
    List<String> lines = text(end.getMessage()).lines().filter(line -> !line.isBlank()).toList();
    String last = lines.isEmpty() ? "" : bare(lines.get(lines.size() - 1));
    if (text(end.getReason()).equals("OOMKilled")) {
      return "there was too little memory to prepare its container (OOMKilled). Give the step at least 128 MB";
    } else if (text(end.getReason()).equals("StartError")) {
      return "its container could not be prepared: the runtime image has no program 'java' (%s). Name one that has it in %s"
          .formatted(bare(end.getMessage()), KubernetesProvider.RUNTIME_IMAGE);
    }
    return last.startsWith("The task's container")
        ? "its" + last.substring("The task's".length())
        : "its container could not be prepared (exit code %d): %s"
            .formatted(end.getExitCode(), last);
  }

  private String failure() {
    if (isDeadlineExceeded()) {
      return asked.ownLimit()
          ? TimeLimit.exceeded(asked.limit())
          : "it took longer than %s. Allow more by @Timeout".formatted(time(asked.limit()));
    }
    String reason = text(pod.getStatus().getReason());
    String message = bare(pod.getStatus().getMessage());
    return reason.isEmpty() && message.isEmpty()
        ? "its pod failed without a reason"
        : "its pod failed (%s): %s".formatted(reason, message);
  }

  /**
   * A node that does not answer leaves the container's status as it was, and nobody gives a reason
   * for its not being ready, as the kubelet would.
   */
  private String silence() {
    boolean ready =
        pod.getStatus().getContainerStatuses().stream()
            .anyMatch(
                each ->
                    each.getName().equals(JobSpec.TASK) && Boolean.TRUE.equals(each.getReady()));
    boolean lost =
        condition("Ready")
            .filter(each -> "False".equals(each.getStatus()) && text(each.getReason()).isEmpty())
            .isPresent();
    return ready && lost
        ? "its node %s does not answer. Kubernetes gives up on it after some minutes"
            .formatted(node())
        : "";
  }

  private String node() {
    return text(pod.getSpec() == null ? null : pod.getSpec().getNodeName());
  }

  private PodState waiting() {
    for (String name : List.of(JobSpec.SETUP, JobSpec.TASK)) {
      Optional<ContainerStateWaiting> waits =
          container(name).map(ContainerState::getWaiting).filter(each -> each.getReason() != null);
      if (waits.isPresent()) {
        Optional<PodState> state = waits(name, waits.get());
        if (state.isPresent()) {
          return state.get();
        }
      }
    }
    return condition("PodScheduled")
        .filter(each -> "Unschedulable".equals(each.getReason()))
        .map(each -> unschedulable(text(each.getMessage())))
        .orElseGet(() -> PodState.waiting(""));
  }

  private static PodState unschedulable(String message) {
    String bare = bare(message.replaceAll(" ?preemption: .*$", ""));
    if (bare.contains("persistentvolumeclaim") && bare.contains("not found")) {
      return PodState.hopeless(
          "a volume of its pod does not exist: %s. Correct @Kubernetes(persistentVolumeClaims)"
              .formatted(bare));
    }
    String advice = "";
    if (bare.contains("Insufficient")) {
      advice = ". It starts when there is room; a step may ask for less by @Resources";
    } else if (bare.contains("affinity") || bare.contains("selector")) {
      advice = ". Look at @Kubernetes(nodeSelector)";
    } else if (bare.contains("taint")) {
      advice = ". Look at @Kubernetes(tolerations)";
    }
    return PodState.waiting("no node can take its pod: " + bare + advice);
  }

  private Optional<PodState> waits(String container, ContainerStateWaiting waits) {
    boolean setup = container.equals(JobSpec.SETUP);
    String reason = waits.getReason();
    String message = bare(waits.getMessage());
    String image = setup ? runtimeImage() : asked.image();
    String whose = setup ? KubernetesProvider.RUNTIME_IMAGE : "";
    if (reason.equals("InvalidImageName")) {
      return Optional.of(PodState.noImage(image));
    } else if (reason.equals("ErrImageNeverPull")) {
      return Optional.of(PodState.neverPulled(image));
    } else if (BAD_PULL.contains(reason)) {
      return Optional.of(PullFailure.of(image, whose, message));
    } else if (BAD_CONFIGURATION.contains(reason)) {
      return Optional.of(configuration(reason, message, asked));
    }
    return Optional.empty();
  }

  private String runtimeImage() {
    return pod.getSpec() == null
        ? ""
        : pod.getSpec().getInitContainers().stream()
            .map(each -> each.getImage())
            .findFirst()
            .orElse("");
  }

  /** What a container needs may be missing for good, or be late on a busy node. */
  static PodState configuration(String reason, String message, PodState.Asked asked) {
    String what = "its container cannot be made (%s): %s".formatted(reason, message);
    if (message.contains("secret") && message.contains("not found")) {
      return PodState.hopeless(
          what
              + ". Make it in the namespace %s, or correct @Kubernetes(secrets)"
                  .formatted(asked.namespace()));
    } else if (message.contains("runAsNonRoot") || message.contains("non-root")) {
      return PodState.hopeless(
          what + ". Name a user by @Kubernetes(securityContext = \"runAsUser=1000\")");
    } else if (FOR_GOOD.stream().anyMatch(message::contains)) {
      return PodState.hopeless(what);
    }
    return PodState.failing(what);
  }

  private static String text(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  /** In one line, without a full stop. */
  private static String bare(@org.jspecify.annotations.Nullable String text) {
    return text(text).strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
  }

  private static String time(java.time.Duration limit) {
    return limit.toDaysPart() > 0 && limit.minusDays(limit.toDays()).isZero()
        ? limit.toDays() + " days"
        : limit.toSeconds() + " s";
  }
}
