package io.millrace.runtime.plan;

import io.millrace.manifest.Decorator;
import io.millrace.manifest.DecoratorSpec;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Suggestion;
import io.millrace.runtime.config.Setting;
import io.millrace.runtime.config.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what annotations, {@code METAFLOW_DEFAULT_DECOSPECS} and {@code --with} say. */
final class Layers {
  private final FlowManifest flow;
  private final List<Option> defaults;
  private final List<Option> with;

  /** A {@code --with}, or a word of the variable that acts as one. */
  private record Option(DecoratorSpec spec, String source) {}

  Layers(FlowManifest flow, Optional<Setting> defaults, List<String> with) {
    this.flow = flow;
    this.defaults = new ArrayList<>();
    for (String word : defaults.map(Setting::value).orElse("").split(" ")) {
      if (!word.isBlank()) {
        this.defaults.add(option(word, defaults.map(Setting::source).orElse("") + ": " + word));
      }
    }
    this.with = with.stream().map(text -> option(text, "--with " + text)).toList();
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
    return List.of(
        annotations(flow.decorators(), flow.name()),
        annotations(step.decorators(), step.name()),
        options(defaults, Optional.empty()),
        options(defaults, Optional.of(step.name())),
        options(with, Optional.empty()),
        options(with, Optional.of(step.name())));
  }

  /** How many of the levels are annotations. */
  static final int IN_CODE = 2;

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
