package io.millrace.runtime.plan;

import io.millrace.manifest.Attribute;
import io.millrace.manifest.Decorator;
import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.DecoratorSpec;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Suggestion;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.Setting;
import io.millrace.runtime.config.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges what everyone said about each step, from the broadest to the most specific: built-in, configuration, flow
 * annotation, step annotation, {@code METAFLOW_DEFAULT_DECOSPECS}, {@code --with DECO}, {@code --with STEP=DECO}. The
 * most specific one that sets an attribute wins, attribute by attribute.
 */
public final class Planner {
  private static final String DEFAULT_SPECS = "METAFLOW_DEFAULT_DECOSPECS";
  private static final Setting BUILT_IN_IMAGE = new Setting("python:3.12", "built-in");
  private static final List<String> SHARED_RESOURCES = List.of("cpu", "memory", "gpu", "disk", "sharedMemory");

  private final FlowManifest flow;
  private final ConfiguredAttributes configured;
  private final List<Option> options = new ArrayList<>();

  private Planner(FlowManifest flow, Configuration configuration) {
    this.flow = flow;
    this.configured = new ConfiguredAttributes(configuration);
  }

  /** What one source says of one decorator. */
  private record Layer(DecoratorKind kind, Map<String, Object> attributes, String source) {}

  /** A {@code --with}, or a word of the variable that acts as one. */
  private record Option(DecoratorSpec spec, String source) {}

  /**
   * The plan of a run.
   *
   * @param with the values of the {@code --with} options, in order
   * @throws UsageException for what cannot be read, is unknown, or contradicts itself
   */
  public static RunPlan plan(FlowManifest flow, Configuration configuration, List<String> with) {
    Planner planner = new Planner(flow, configuration);
    planner.readOptions(configuration.get(DEFAULT_SPECS), with);
    return new RunPlan(flow, flow.steps().stream().map(planner::plan).toList());
  }

  private void readOptions(Optional<Setting> defaults, List<String> with) {
    defaults.ifPresent(
        setting -> {
          for (String text : setting.value().strip().split("\\s+")) {
            options.add(read(text, setting.source() + ": " + text));
          }
        });
    with.forEach(text -> options.add(read(text, "--with " + text)));
  }

  private Option read(String text, String source) {
    try {
      DecoratorSpec spec = DecoratorSpec.parse(text);
      List<String> names = flow.steps().stream().map(StepMethod::name).toList();
      if (spec.step().isPresent() && !names.contains(spec.step().get())) {
        String step = spec.step().get();
        throw new UsageException(
            "%s: %s has no step '%s'.%s"
                .formatted(source, flow.name(), step, Suggestion.sentence(step, names)));
      }
      return new Option(spec, source);
    } catch (DecoratorSpec.Unreadable e) {
      throw new UsageException(source + ": " + e.getMessage());
    }
  }

  private StepPlan plan(StepMethod step) {
    List<List<Layer>> levels = levels(step);
    Optional<DecoratorKind> compute = compute(step, levels);
    Set<DecoratorKind> kinds = new LinkedHashSet<>();
    levels.forEach(level -> level.forEach(layer -> kinds.add(layer.kind)));
    kinds.removeIf(kind -> kind.isCompute() && !Optional.of(kind).equals(compute));
    Map<DecoratorKind, Map<String, Effective>> decorators = new EnumMap<>(DecoratorKind.class);
    for (DecoratorKind kind : kinds) {
      decorators.put(kind, merge(kind, levels));
    }
    compute.ifPresent(kind -> takeLarger(decorators.getOrDefault(kind, Map.of()), decorators.getOrDefault(DecoratorKind.RESOURCES, Map.of())));
    return new StepPlan(step, compute.map(ComputeKind::of).orElse(ComputeKind.LOCAL), decorators);
  }

  /** The levels above the configuration, the broadest first. */
  private List<List<Layer>> levels(StepMethod step) {
    List<List<Layer>> levels = new ArrayList<>();
    levels.add(annotations(flow.decorators(), flow.name()));
    levels.add(annotations(step.decorators(), step.name()));
    levels.add(options(option -> option.spec.step().isEmpty() && !option.source.startsWith("--with")));
    levels.add(options(option -> option.spec.step().isEmpty() && option.source.startsWith("--with")));
    levels.add(options(option -> option.spec.step().equals(Optional.of(step.name()))));
    return levels;
  }

  private static List<Layer> annotations(List<Decorator> decorators, String where) {
    return decorators.stream()
        .map(
            each ->
                new Layer(
                    each.kind(),
                    each.attributes(),
                    "@%s on %s (%s)".formatted(each.kind().annotation(), where, each.position())))
        .toList();
  }

  private List<Layer> options(java.util.function.Predicate<Option> wanted) {
    return options.stream()
        .filter(wanted)
        .map(option -> new Layer(option.spec.kind(), option.spec.attributes(), option.source))
        .toList();
  }

  /** The compute of the most specific level that names one. */
  private static Optional<DecoratorKind> compute(StepMethod step, List<List<Layer>> levels) {
    for (int i = levels.size() - 1; i >= 0; i--) {
      List<Layer> computes = levels.get(i).stream().filter(layer -> layer.kind.isCompute()).toList();
      for (Layer layer : computes) {
        if (layer.kind != computes.get(0).kind) {
          throw new UsageException(
              "Step '%s' is sent to two places at once, by %s and by %s. Leave one out."
                  .formatted(step.name(), computes.get(0).source, layer.source));
        }
      }
      if (!computes.isEmpty()) {
        return Optional.of(computes.get(0).kind);
      }
    }
    return Optional.empty();
  }

  private Map<String, Effective> merge(DecoratorKind kind, List<List<Layer>> levels) {
    Map<String, Effective> merged = new LinkedHashMap<>();
    for (Attribute attribute : kind.attributes()) {
      if (kind.isCompute() && attribute.name().equals("image")) {
        merged.put("image", new Effective(BUILT_IN_IMAGE.value(), BUILT_IN_IMAGE.source(), List.of()));
      } else if (attribute.builtIn() != null) {
        merged.put(attribute.name(), new Effective(attribute.builtIn(), "built-in", List.of()));
      }
      configured
          .find(kind, attribute)
          .ifPresent(
              setting -> say(merged, attribute.name(), ConfiguredAttributes.value(attribute, setting), setting.source()));
    }
    for (List<Layer> level : levels) {
      for (Layer layer : level) {
        if (layer.kind == kind) {
          layer.attributes.forEach((name, value) -> say(merged, name, value, layer.source));
        }
      }
    }
    if (kind.isCompute()) {
      merged.computeIfPresent("image", (name, image) -> onRegistry(kind, image));
    }
    return merged;
  }

  /** An empty text counts as nothing said, as in Metaflow. */
  private static void say(Map<String, Effective> merged, String name, Object value, String source) {
    if (!value.equals("")) {
      Effective before = merged.get(name);
      merged.put(
          name, before == null ? new Effective(value, source, List.of()) : before.overriddenBy(value, source));
    }
  }

  private Effective onRegistry(DecoratorKind kind, Effective image) {
    String name = String.valueOf(image.value());
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    Optional<Setting> registry = configured.registry(kind);
    return named || registry.isEmpty() ? image : image.with(registry.get().value() + "/" + name);
  }

  /** Against {@code @Resources}, the larger value holds. */
  private static void takeLarger(Map<String, Effective> compute, Map<String, Effective> resources) {
    for (String name : SHARED_RESOURCES) {
      Effective asked = resources.get(name);
      Effective had = compute.get(name);
      if (asked != null && (had == null || number(asked) > number(had))) {
        compute.put(name, had == null ? asked : had.overriddenBy(asked.value(), asked.source()));
      }
    }
  }

  private static double number(Effective effective) {
    return ((Number) effective.value()).doubleValue();
  }
}
