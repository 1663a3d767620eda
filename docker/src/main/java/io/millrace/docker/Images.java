package io.millrace.docker;

import io.millrace.manifest.DecoratorKind;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.StepPlan;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Sees to it that the engine has the images, each asked for once. */
final class Images {
  private final DockerEngine engine;
  private final Set<String> here = new HashSet<>();

  Images(DockerEngine engine) {
    this.engine = engine;
  }

  /**
   * Waits until the engine has the image.
   *
   * @param news is told when it must be pulled
   * @throws EngineException if it has it not and cannot get it
   */
  synchronized void require(ContainerSpec spec, StepPlan plan, Consumer<String> news)
      throws EngineException {
    String key = spec.image() + " " + spec.platform().orElse("");
    if (here.contains(key)) {
      return;
    }
    String pull = pull(plan);
    if (pull.equals("always") || engine.find(spec.image(), spec.platform()).isEmpty()) {
      if (pull.equals("never")) {
        throw new EngineException(
            "its image %s is not on this machine, and pull = \"never\". Pull or build it, or say pull = \"missing\""
                .formatted(spec.image()));
      }
      news.accept("Pulling " + spec.image() + ".");
      engine.pull(spec.image(), spec.platform());
    }
    here.add(key);
  }

  private static String pull(StepPlan plan) {
    return Optional.ofNullable(
            plan.decorators().getOrDefault(DecoratorKind.DOCKER, Map.of()).get("pull"))
        .map(Effective::value)
        .map(String::valueOf)
        .orElse("missing");
  }
}
