package io.millrace.kubernetes;

import java.util.Locale;
import java.util.Optional;

/** Says why an image cannot be pulled, from the words of the container runtime. */
final class PullFailure {
  private PullFailure() {}

  /**
   * Reads a message.
   *
   * @param whose the configuration key that names the image; empty for the step's own
   * @return empty if it says nothing, as while it is to be tried again
   */
  static Optional<PodState> of(String image, String whose, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.startsWith("back-off pulling image") && !lower.contains("err")) {
      return Optional.empty();
    }
    if (lower.contains("not found") || lower.contains("manifest unknown")) {
      return hopeless(
          "there is no image %s (ErrImagePull). Look at its name and tag%s"
              .formatted(image, whose.isEmpty() ? "" : ", in " + whose));
    } else if (lower.contains("unauthorized")
        || lower.contains("authorization failed")
        || lower.contains("denied")
        || lower.contains("403 forbidden")
        || lower.contains("401")) {
      return hopeless(
          "the registry does not give the image %s to this cluster (ErrImagePull): it is not there, or needs a login. Name a secret with one by @Kubernetes(imagePullSecrets)"
              .formatted(image));
    } else if (lower.contains("no match for platform") || lower.contains("no matching manifest")) {
      return hopeless(
          "the image %s is not for the processor of the node (ErrImagePull)".formatted(image));
    }
    return Optional.of(
        new PodState(
            PodState.Stage.PULLING_FAILS,
            "the image %s cannot be pulled (ErrImagePull): %s".formatted(image, message),
            false,
            -1));
  }

  private static Optional<PodState> hopeless(String why) {
    return Optional.of(new PodState(PodState.Stage.HOPELESS, why, false, -1));
  }
}
