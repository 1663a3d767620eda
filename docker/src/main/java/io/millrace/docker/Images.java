package io.millrace.docker;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageRegistry;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.StepPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Sees to it that the engine has the images, each asked for once. */
final class Images {
  private final DockerEngine engine;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Map<String, String> digests = new HashMap<>();

  Images(DockerEngine engine) {
    this.engine = engine;
  }

  /**
   * Waits until the engine has the image.
   *
   * @param news is told when it must be pulled
   * @return its digest; "" if it comes from no registry
   * @throws EngineException if it has it not and cannot get it
   * @throws InterruptedException if the task is stopped meanwhile
   */
  String require(ContainerSpec spec, StepPlan plan, Consumer<String> news)
      throws EngineException, InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      return find(spec, plan, news);
    } finally {
      oneAtATime.unlock();
    }
  }

  private String find(ContainerSpec spec, StepPlan plan, Consumer<String> news)
      throws EngineException {
    String key = spec.image() + " " + spec.platform().orElse("");
    String known = digests.get(key);
    if (known != null) {
      return known;
    }
    String pull = pull(plan);
    Optional<String> digest = engine.find(spec.image(), spec.platform());
    if (pull.equals("always") || digest.isEmpty()) {
      if (pull.equals("never")) {
        throw new EngineException(
            "its image %s is not on this machine, and pull = \"never\". Pull or build it, or say pull = \"missing\""
                .formatted(spec.image()));
      }
      news.accept("Pulling " + spec.image() + ".");
      engine.pull(spec.image(), spec.platform(), login(spec.image()));
      digest = engine.find(spec.image(), spec.platform());
    }
    digests.put(key, digest.orElse(""));
    return digest.orElse("");
  }

  /**
   * By the credential helpers of Docker's configuration, too, if the registry's module is there.
   */
  private static Optional<ImageRegistry.Login> login(String image) {
    return ImageChecks.client()
        .flatMap(
            registry -> {
              try {
                return registry.login(ImageReference.parse(image));
              } catch (InvalidImageException e) {
                return Optional.empty(); // the engine says the same
              }
            });
  }

  private static String pull(StepPlan plan) {
    return Optional.ofNullable(
            plan.decorators().getOrDefault(DecoratorKind.DOCKER, Map.of()).get("pull"))
        .map(Effective::value)
        .map(String::valueOf)
        .orElse("missing");
  }
}
