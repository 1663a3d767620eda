package io.millrace.runtime.plan;

import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import java.util.List;

/** Takes the web site of Docker's Hub for the Hub, as those who write it mean that. */
final class HubWebSite {
  private HubWebSite() {}

  /** The image on the Hub itself. */
  static Effective corrected(Effective image) {
    try {
      ImageReference reference = ImageReference.parse(String.valueOf(image.value()));
      return reference.isOnHubWebSite() ? image.with(reference.canonical().toString()) : image;
    } catch (InvalidImageException e) {
      return image; // who reads it says so
    }
  }

  /** A sentence for each image of {@code steps} that was corrected. */
  static List<String> doubts(List<StepPlan> steps) {
    return steps.stream()
        .flatMap(step -> step.image().stream())
        .filter(HubWebSite::wasNamed)
        .map(
            image ->
                "%s names %s, which is a web site and serves no images. %s is used: write that."
                    .formatted(
                        image.registry().map(Effective.Said::source).orElse(image.source()),
                        ImageReference.HUB_WEB_SITE,
                        image.value()))
        .distinct()
        .toList();
  }

  private static boolean wasNamed(Effective image) {
    String before =
        image.registry().map(said -> said.value() + "/").orElse(String.valueOf(image.said()));
    return before.startsWith(ImageReference.HUB_WEB_SITE + "/");
  }
}
