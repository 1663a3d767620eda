package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a pod's status means for its task. It depends on nothing but the status and what was asked.
 *
 * @param stage how far it is
 * @param why in words: why it waits or ended; empty where there is nothing to say
 * @param disrupted whether it ended for reasons that are not its own
 * @param exitCode of the step's container; -1 if that did not end by itself
 */
record PodState(Stage stage, String why, boolean disrupted, int exitCode) {

  /** How far a pod is. */
  enum Stage {
    /** It waits, and may well go on. */
    WAITING,
    /** It waits for something that fails now, which may be different later. */
    FAILING,
    /** It will never run. */
    HOPELESS,
    /** The step's container runs. */
    RUNNING,
    /** It has ended. */
    OVER
  }

  /**
   * What was asked for.
   *
   * @param image of the step
   * @param memory in megabytes
   * @param limit how long it may take
   * @param ownLimit whether the author has said so
   * @param namespace of the pod
   */
  record Asked(String image, long memory, Duration limit, boolean ownLimit, String namespace) {}

  static final int UNKNOWN = -1;

  /** The reasons of warnings that {@link #warned} reads. */
  static final Set<String> WARNINGS = Set.of("Failed", "ErrImageNeverPull", "InspectFailed");

  /** Reads the status of {@code pod}. */
  static PodState of(Pod pod, Asked asked) {
    return new PodStatusReader(pod, asked).read();
  }

  /**
   * What a warning of the kubelet about a container means; its status says the same some seconds
   * later.
   *
   * @param reason one of {@link #WARNINGS}
   * @param setup whether it is the first container
   * @param runtimeImage that one's image
   * @return empty if the status is to be waited for
   */
  static Optional<PodState> warned(
      String reason, String message, boolean setup, String runtimeImage, Asked asked) {
    String line = message.strip().replaceAll("\\s+", " ");
    String image = setup ? runtimeImage : asked.image;
    if (reason.equals("ErrImageNeverPull")) {
      return Optional.of(neverPulled(image));
    } else if (reason.equals("InspectFailed")) {
      return Optional.of(noImage(image));
    } else if (line.startsWith("Failed to pull image")) {
      return Optional.of(
          PullFailure.of(
              image,
              setup ? KubernetesProvider.RUNTIME_IMAGE : "",
              line.replaceFirst("^Failed to pull image \"[^\"]*\": ", "")));
    } else if (line.startsWith("Error: ")) {
      PodState state =
          PodStatusReader.configuration(
              "CreateContainerConfigError", line.substring("Error: ".length()), asked);
      return Optional.of(state).filter(each -> each.stage == Stage.HOPELESS);
    }
    return Optional.empty();
  }

  /** The end of a pod that was deleted before it ended. */
  static PodState deleted(Pod pod, Asked asked) {
    PodState last = of(pod, asked);
    boolean endedBefore = last.stage == Stage.OVER && (last.disrupted || last.exitCode != UNKNOWN);
    return endedBefore ? last : deleted(pod);
  }

  /** The end of a pod that went away when nobody watched, most likely with its node. */
  static PodState lostSight(Pod pod) {
    return disrupted(
        "its pod %s went away while the cluster could not be watched"
            .formatted(pod.getMetadata().getName()));
  }

  /** The end of a job whose pod nobody saw. */
  static PodState withoutPod(String why) {
    return over(why, UNKNOWN);
  }

  static PodState deleted(Pod pod) {
    return over("someone or something deleted its pod " + pod.getMetadata().getName(), UNKNOWN);
  }

  static PodState waiting(String why) {
    return new PodState(Stage.WAITING, why, false, UNKNOWN);
  }

  static PodState failing(String why) {
    return new PodState(Stage.FAILING, why, false, UNKNOWN);
  }

  static PodState hopeless(String why) {
    return new PodState(Stage.HOPELESS, why, false, UNKNOWN);
  }

  static PodState neverPulled(String image) {
    return hopeless(
        "the image %s is not on the node, and imagePullPolicy is Never. Leave that out"
            .formatted(image));
  }

  static PodState noImage(String image) {
    return hopeless("'%s' is not a valid image (InvalidImageName)".formatted(image));
  }

  static PodState over(String why, int exitCode) {
    return new PodState(Stage.OVER, why, false, exitCode);
  }

  static PodState disrupted(String why) {
    return new PodState(Stage.OVER, why, true, UNKNOWN);
  }
}
