package io.millrace.kubernetes;

import java.util.Locale;

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
  static PodState of(String image, String whose, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.startsWith("back-off pulling image") && !lower.contains(": ")) {
      return PodState.failing("the image " + image + " cannot be pulled" + BACK_OFF);
    }
    if (lower.contains("not found") || lower.contains("manifest unknown")) {
      return PodState.hopeless(
          "there is no image %s (ErrImagePull). Look at its name and tag%s"
              .formatted(image, whose.isEmpty() ? "" : ", in " + whose));
    } else if (lower.contains("unauthorized")
        || lower.contains("authorization failed")
        || lower.contains("denied")
        || lower.contains("403 forbidden")) {
      return PodState.hopeless(
          "the registry does not give the image %s to this cluster (ErrImagePull): it is not there, or needs a login. Name a secret with one by @Kubernetes(imagePullSecrets)"
              .formatted(image));
    } else if (lower.contains("no match for platform") || lower.contains("no matching manifest")) {
      return PodState.hopeless(
          "the image %s is not for the processor of the node (ErrImagePull)".formatted(image));
    }
    return PodState.failing(
        "the image %s cannot be pulled (ErrImagePull): %s".formatted(image, message));
  }
}
