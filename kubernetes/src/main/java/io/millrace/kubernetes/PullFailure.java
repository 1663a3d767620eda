package io.millrace.kubernetes;

import java.util.Locale;
import java.util.Optional;

/** Says why an image cannot be pulled, from the words of the container runtime. */
final class PullFailure {
  /** The end of what is said where an older kubelet does not say why. */
  private static final String BACK_OFF = " (ImagePullBackOff)";

  private PullFailure() {}

  /** Whether nothing is known of the cause. */
  static boolean isVague(PodState state) {
    return state.why().endsWith(BACK_OFF);
  }

  /**
   * Reads a message.
   *
   * @param whose the configuration key that names the image; empty for the step's own
   */
  static Optional<PodState> of(String image, String whose, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.startsWith("back-off pulling image") && !lower.contains(": ")) {
      return Optional.of(failing("the image " + image + " cannot be pulled" + BACK_OFF));
    }
    if (lower.contains("not found") || lower.contains("manifest unknown")) {
      return hopeless(
          "there is no image %s (ErrImagePull). Look at its name and tag%s"
              .formatted(image, whose.isEmpty() ? "" : ", in " + whose));
    } else if (lower.contains("unauthorized")
        || lower.contains("authorization failed")
        || lower.contains("denied")
        || lower.contains("403 forbidden")
        || lower.contains("401 unauthorized")) {
      return hopeless(
          "the registry does not give the image %s to this cluster (ErrImagePull): it is not there, or needs a login. Name a secret with one by @Kubernetes(imagePullSecrets)"
              .formatted(image));
    } else if (lower.contains("no match for platform") || lower.contains("no matching manifest")) {
      return hopeless(
          "the image %s is not for the processor of the node (ErrImagePull)".formatted(image));
    }
    return Optional.of(
        failing("the image %s cannot be pulled (ErrImagePull): %s".formatted(image, message)));
  }

  private static PodState failing(String why) {
    return new PodState(PodState.Stage.FAILING, why, false, -1);
  }

  private static Optional<PodState> hopeless(String why) {
    return Optional.of(new PodState(PodState.Stage.HOPELESS, why, false, -1));
  }
}
