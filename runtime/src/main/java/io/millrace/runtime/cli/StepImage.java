package io.millrace.runtime.cli;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageChecks.Answer;
import io.millrace.runtime.image.ImageChecks.Question;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step that runs in an image.
 *
 * @param platform that it asks for by itself
 * @param source who chose the image
 */
record StepImage(
    String step, String compute, ImageReference image, Optional<String> platform, String source) {
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
      return new StepImage(
          step.name(),
          step.compute().word(),
          ImageReference.parse(String.valueOf(image.value())),
          platform(step),
          image.source());
    } catch (InvalidImageException e) {
      throw new UsageException(image.source() + ": " + e.getMessage());
    }
  }

  private static Optional<String> platform(StepPlan step) {
    return Optional.ofNullable(
            step.decorators().getOrDefault(DecoratorKind.DOCKER, Map.of()).get("platform"))
        .map(Effective::value)
        .map(String::valueOf);
  }

  /**
   * What to ask of it.
   *
   * @param usual the platform where the step asks for none
   */
  Question question(String usual) {
    return new Question(image, platform.orElse(usual));
  }

  /**
   * What the registries say of the images of {@code steps}.
   *
   * @param asker the command that needs to know
   */
  static Map<Question, Answer> check(
      List<StepImage> steps, String platform, boolean http, String asker) {
    Set<Question> questions = new LinkedHashSet<>();
    steps.forEach(step -> questions.add(step.question(platform)));
    return new ImageChecks(
            ImageChecks.client()
                .orElseThrow(
                    () ->
                        new UsageException(
                            asker
                                + " needs io.millrace:millrace-registry, which this jar does not contain. Add that dependency.")),
            http,
            PATIENCE)
        .check(questions);
  }

  /**
   * Asks for the images of {@code plan}.
   *
   * @param http whether registries may be asked without TLS
   * @param asker the option that needs to know
   * @return the digest of the image of each step, by the step's name
   * @throws UsageException naming the first step whose image cannot be pulled, and why
   */
  static Map<String, String> requireAll(RunPlan plan, boolean http, String asker) {
    List<StepImage> steps = of(plan);
    String here = ImageChecks.platformHere();
    Map<Question, Answer> answers = check(steps, here, http, asker);
    List<String> problems = new ArrayList<>();
    Map<String, String> digests = new HashMap<>();
    for (StepImage step : steps) {
      Answer answer = answers.getOrDefault(step.question(here), Answer.NONE);
      answer
          .facts()
          .ifPresentOrElse(
              facts -> digests.put(step.step, facts.digest()),
              () ->
                  problems.add(
                      "Step '%s' cannot run in %s, by %s: %s"
                          .formatted(step.step, step.image, step.source, answer.problem())));
    }
    if (!problems.isEmpty()) {
      throw new UsageException(
          problems.get(0)
              + (problems.size() == 1
                  ? ""
                  : " 'images check' lists all " + problems.size() + " steps like that."));
    }
    return digests;
  }

  /** The same plan with each image named by its digest, which no later push can change. */
  static RunPlan pin(RunPlan plan, boolean http) {
    Map<String, String> digests = requireAll(plan, http, "--pin");
    Map<String, String> pinned = new HashMap<>();
    for (StepImage each : of(plan)) {
      pinned.put(each.step, each.image.name() + "@" + digests.get(each.step));
    }
    return new RunPlan(
        plan.flow(),
        plan.steps().stream()
            .map(
                step ->
                    pinned.containsKey(step.name())
                        ? step.withImage(pinned.get(step.name()))
                        : step)
            .toList());
  }
}
