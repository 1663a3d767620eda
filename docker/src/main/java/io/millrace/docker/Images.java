package io.millrace.docker;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageRegistry;
import io.millrace.runtime.image.RegistryException;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.StepPlan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Sees to it that the engine has the images, each asked for once. */
final class Images {
  private final DockerEngine engine;
  private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();

  /** An image that some tasks need; one of them sees to it. */
  private static final class Wanted {
    final ReentrantLock oneAtATime = new ReentrantLock();
    Optional<String> digest = Optional.empty();
  }

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
    String key = spec.image() + " " + spec.platform().orElse("");
    Wanted image = wanted.computeIfAbsent(key, each -> new Wanted());
    image.oneAtATime.lockInterruptibly();
    try {
      if (image.digest.isEmpty()) {
        image.digest = Optional.of(find(spec, plan, news));
      }
      return image.digest.get();
    } finally {
      image.oneAtATime.unlock();
    }
  }

  private String find(ContainerSpec spec, StepPlan plan, Consumer<String> news)
      throws EngineException {
    String pull = pull(plan);
    Optional<String> digest = engine.find(spec.image(), spec.platform());
    if (pull.equals("always") || digest.isEmpty()) {
      if (pull.equals("never")) {
        throw new EngineException(
            "its image %s is not on this machine, and pull = \"never\". Pull or build it, or set pull = \"missing\""
                .formatted(spec.image()));
      }
      news.accept("Pulling " + spec.image() + ".");
      ImageReference image = parse(spec.image());
      engine.pull(image, spec.platform(), login(image, news));
      digest = engine.find(spec.image(), spec.platform());
    }
    return digest.orElse("");
  }

  /**
   * By the credential helpers of Docker's configuration, too, if the registry's module is there.
   */
  private static Optional<ImageRegistry.Login> login(ImageReference image, Consumer<String> news)
      throws EngineException {
    Optional<ImageRegistry> registry = ImageChecks.client();
    try {
      return registry.isEmpty() ? Optional.empty() : registry.get().login(image);
    } catch (RegistryException e) {
      news.accept("There is no login for it: " + e.getMessage() + ".");
      return Optional.empty();
    } catch (UsageException e) {
      throw new EngineException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ImageReference parse(String image) {
    try {
      return ImageReference.parse(image);
    } catch (InvalidImageException e) {
      throw new IllegalStateException(e); // the plan has only those that are none
    }
  }

  private static String pull(StepPlan plan) {
    return Optional.ofNullable(
            plan.decorators().getOrDefault(DecoratorKind.DOCKER, Map.of()).get("pull"))
        .map(Effective::value)
        .map(String::valueOf)
        .orElse("missing");
  }
}
