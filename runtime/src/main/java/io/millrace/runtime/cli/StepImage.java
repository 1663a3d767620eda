package io.millrace.runtime.cli;

import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageChecks.Answer;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step that runs in an image.
 *
 * @param source who chose the image
 */
record StepImage(String step, String compute, ImageReference image, String source) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The steps of {@code plan} that run in images. */
  static List<StepImage> of(RunPlan plan) {
    List<StepImage> all = new ArrayList<>();
    for (StepPlan step : plan.steps()) {
      step.image().ifPresent(image -> all.add(of(step, image)));
    }
    return all;
  }

  private static StepImage of(StepPlan step, Effective image) {
    try {
      ImageReference reference = ImageReference.parse(String.valueOf(image.value()));
      return new StepImage(step.name(), step.compute().word(), reference, image.source());
    } catch (InvalidImageException e) {
      throw new UsageException(image.source() + ": " + e.getMessage());
    }
  }

  /**
   * What the registries say of the images of {@code steps}.
   *
   * @param asker the command that needs to know
   */
  static Map<ImageReference, Answer> check(
      List<StepImage> steps, String platform, boolean http, String asker) {
    Set<ImageReference> images = new LinkedHashSet<>();
    steps.forEach(step -> images.add(step.image));
    return new ImageChecks(
            ImageChecks.client()
                .orElseThrow(
                    () ->
                        new UsageException(
                            asker
                                + " needs io.millrace:millrace-registry, and this jar has it not. Add that dependency.")),
            platform,
            http,
            PATIENCE)
        .check(images);
  }

  /**
   * Asks for the images of {@code plan}.
   *
   * @param asker the option that needs to know
   * @return the digest of each
   * @throws UsageException naming the first step whose image cannot be pulled, and why
   */
  static Map<ImageReference, String> requireAll(RunPlan plan, String asker) {
    List<StepImage> steps = of(plan);
    Map<ImageReference, Answer> answers = check(steps, ImageChecks.platformHere(), false, asker);
    List<String> problems = new ArrayList<>();
    for (StepImage step : steps) {
      Answer answer = answers.get(step.image);
      if (answer != null && !answer.found()) {
        problems.add(
            "Step '%s' cannot run in %s, by %s: %s"
                .formatted(step.step, step.image, step.source, answer.problem()));
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(
          problems.get(0)
              + (problems.size() == 1
                  ? ""
                  : " 'images check' tells of all " + problems.size() + " steps like that."));
    }
    Map<ImageReference, String> digests = new HashMap<>();
    answers.forEach(
        (image, answer) -> answer.facts().ifPresent(facts -> digests.put(image, facts.digest())));
    return digests;
  }

  /** The same plan with each image named by its digest, which no later push can change. */
  static RunPlan pin(RunPlan plan) {
    Map<ImageReference, String> digests = requireAll(plan, "--pin");
    Map<String, String> pinned = new HashMap<>();
    for (StepImage each : of(plan)) {
      pinned.put(each.step, each.image.name() + "@" + digests.get(each.image));
    }
    return new RunPlan(
        plan.flow(),
        plan.steps().stream()
            .map(step -> pinned.containsKey(step.name()) ? step.in(pinned.get(step.name())) : step)
            .toList());
  }
}
