package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges what everyone said about each step, from the broadest to the most specific: built-in,
 * configuration, {@code METAFLOW_DEFAULT_DECOSPECS} for decorators that the code does not have,
 * flow annotation, step annotation, {@code --with DECO}, {@code --with STEP=DECO}. The most
 * specific one that sets an attribute wins, attribute by attribute.
 */
public final class Planner {
  private final Layers layers;
  private final ConfiguredAttributes configured;

  private Planner(Layers layers, ConfiguredAttributes configured) {
    this.layers = layers;
    this.configured = configured;
  }

  /**
   * The plan of a run.
   *
   * @param with the values of the {@code --with} options, in order
   * @throws UsageException for what cannot be read, is unknown, or contradicts itself
   */
  public static RunPlan plan(FlowManifest flow, Configuration configuration, List<String> with) {
    Layers layers = new Layers(flow, configuration, with);
    Planner planner = new Planner(layers, new ConfiguredAttributes(configuration));
    return new RunPlan(flow, flow.steps().stream().map(planner::plan).toList());
  }

  private StepPlan plan(StepMethod step) {
    List<List<Layer>> levels = layers.of(step);
    Optional<DecoratorKind> compute = Choice.COMPUTE.among(levels, step);
    Optional<DecoratorKind> libraries = Choice.LIBRARIES.among(levels, step);
    Set<DecoratorKind> kinds = kinds(levels);
    kinds.removeIf(kind -> Choice.COMPUTE.covers(kind) && compute.orElse(null) != kind);
    kinds.removeIf(kind -> Choice.LIBRARIES.covers(kind) && libraries.orElse(null) != kind);
    if (Transition.decides(step.transition())
        && !Layers.names(DecoratorKind.CATCH, Layers.ofStepAlone(levels))) {
      kinds.remove(DecoratorKind.CATCH); // what follows depends on what the step assigns
    }
    Map<DecoratorKind, Map<String, Effective>> decorators = new EnumMap<>(DecoratorKind.class);
    for (DecoratorKind kind : kinds) {
      decorators.put(kind, new Merger(kind, configured, levels).merge());
    }
    compute.ifPresent(kind -> place(kind, decorators));
    Set<DecoratorKind> inCode = kinds(Layers.inCode(levels));
    inCode.retainAll(kinds);
    StepPlan plan =
        new StepPlan(
            step, compute.map(ComputeKind::of).orElse(ComputeKind.LOCAL), decorators, inCode);
    StepRules.check(plan);
    return plan;
  }

  /** What only a step that leaves this process needs: a full image name, and enough resources. */
  private void place(DecoratorKind kind, Map<DecoratorKind, Map<String, Effective>> decorators) {
    Map<String, Effective> attributes = decorators.getOrDefault(kind, Map.of());
    configured
        .registry(kind)
        .map(Registry::new)
        .ifPresent(registry -> attributes.computeIfPresent("image", (n, i) -> registry.before(i)));
    attributes.computeIfPresent("image", (name, image) -> HubWebSite.corrected(image));
    LargerResources.into(
        attributes, kind, decorators.getOrDefault(DecoratorKind.RESOURCES, Map.of()));
  }

  private static Set<DecoratorKind> kinds(List<List<Layer>> levels) {
    Set<DecoratorKind> kinds = EnumSet.noneOf(DecoratorKind.class);
    levels.forEach(level -> level.forEach(layer -> kinds.add(layer.kind())));
    return kinds;
  }
}
