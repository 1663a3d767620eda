package io.millrace.runtime.plan;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what annotations, {@code --with} and the variables of both kinds say. */
final class Layers {
  private final FlowManifest flow;
  private final List<Option> defaults;
  private final List<Option> with;

  /** A {@code --with}, or a word of the variable that acts as one. */
  private record Option(DecoratorSpec spec, String source) {}

  /**
   * {@code METAFLOW_DECOSPECS} is the variable of Metaflow's {@code --with} before {@code run},
   * which adds to what follows; {@code METAFLOW_RUN_DECOSPECS} is that of the one after it, which
   * holds where the option is not given.
   */
  Layers(FlowManifest flow, Configuration configuration, List<String> with) {
    this.flow = flow;
    this.defaults = words(configuration.get("METAFLOW_DEFAULT_DECOSPECS"));
    this.with = words(configuration.variable("METAFLOW_DECOSPECS"));
    if (with.isEmpty()) {
      this.with.addAll(words(configuration.variable("METAFLOW_RUN_DECOSPECS")));
    }
    with.forEach(text -> this.with.add(option(text, "--with " + text)));
  }

  private List<Option> words(Optional<Setting> setting) {
    List<Option> options = new ArrayList<>();
    String source = setting.map(Setting::source).orElse("");
    for (String word : setting.map(Setting::value).orElse("").strip().split("\\s+")) {
      if (!word.isEmpty()) {
        options.add(option(word, source + ": " + word));
      }
    }
    return options;
  }

  private Option option(String text, String source) {
    try {
      DecoratorSpec spec = DecoratorSpec.parse(text.strip());
      List<String> names = flow.steps().stream().map(StepMethod::name).toList();
      if (spec.step().isPresent() && !names.contains(spec.step().get())) {
        throw new UsageException(
            "%s: %s has no step '%s'.%s"
                .formatted(
                    source,
                    flow.name(),
                    spec.step().get(),
                    Suggestion.closest(spec.step().get(), names)
                        .map(name -> " Did you mean '" + name + "'?")
                        .orElse(" Its steps are " + String.join(", ", names) + ".")));
      }
      return new Option(spec, source);
    } catch (DecoratorSpec.Unreadable e) {
      throw new UsageException(source + ": " + e.getMessage());
    }
  }

  /** What is said of {@code step} above the configuration: levels, the broadest first. */
  List<List<Layer>> of(StepMethod step) {
    List<Layer> ofFlow = annotations(flow.decorators(), flow.name());
    List<Layer> ofStep = annotations(step.decorators(), step.name());
    List<Layer> code = Stream.concat(ofFlow.stream(), ofStep.stream()).toList();
    return List.of(
        overruled(options(defaults, Optional.empty()), code),
        overruled(options(defaults, Optional.of(step.name())), code),
        ofFlow,
        ofStep,
        options(with, Optional.empty()),
        options(with, Optional.of(step.name())));
  }

  /** Those of {@link #of} that are annotations. */
  static List<List<Layer>> inCode(List<List<Layer>> levels) {
    return levels.subList(2, 4);
  }

  /** Those of {@link #of} that are for the step alone. */
  static List<List<Layer>> ofStepAlone(List<List<Layer>> levels) {
    return List.of(levels.get(1), levels.get(3), levels.get(5));
  }

  /** Whether one of {@code levels} has {@code kind}. */
  static boolean names(DecoratorKind kind, List<List<Layer>> levels) {
    return levels.stream().flatMap(List::stream).anyMatch(layer -> layer.kind() == kind);
  }

  /**
   * A default adds no decorator that the code has: of such a one, only what the code overrules is
   * left, for those who ask.
   */
  private static List<Layer> overruled(List<Layer> defaults, List<Layer> code) {
    List<Layer> left = new ArrayList<>();
    for (Layer each : defaults) {
      List<Layer> same = code.stream().filter(at -> at.kind() == each.kind()).toList();
      Map<String, Object> attributes = new LinkedHashMap<>(each.attributes());
      if (!same.isEmpty()) {
        attributes
            .keySet()
            .removeIf(name -> same.stream().noneMatch(at -> at.attributes().containsKey(name)));
      }
      left.add(new Layer(each.kind(), attributes, each.source()));
    }
    return left;
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

  private static List<Layer> options(List<Option> options, Optional<String> step) {
    return options.stream()
        .filter(option -> option.spec.step().equals(step))
        .map(option -> new Layer(option.spec.kind(), option.spec.attributes(), option.source))
        .toList();
  }
}
