package io.millrace.runtime.plan;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.DecoratorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of a plan which value each attribute has, who said so, and who was overruled. */
public final class Explanation {
  private Explanation() {}

  /** For people; of all steps, or of one. */
  public static String text(RunPlan plan, Optional<String> only) {
    StringBuilder text = new StringBuilder();
    for (StepPlan step : steps(plan, only)) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(step.name())
          .append(" runs ")
          .append(where(step))
          .append('\n');
      Map<String, Effective> attributes = attributes(step);
      int names = attributes.keySet().stream().mapToInt(String::length).max().orElse(0);
      int values =
          attributes.values().stream()
              .mapToInt(each -> show(each.value()).length())
              .max()
              .orElse(0);
      String line =
          "  %-" + Math.max(1, names) + "s  %-" + Math.max(1, Math.min(values, 40)) + "s  %s%n";
      attributes.forEach(
          (name, each) -> {
            text.append(line.formatted(name, show(each.value()), each.source()).replace("\r", ""));
            each.registry()
                .ifPresent(
                    said ->
                        text.append(
                            line.formatted("", "", "  on " + said.value() + ", " + said.source())));
            for (Effective.Said lost : each.overrides()) {
              text.append(
                  line.formatted(
                      "", "", "  instead of " + show(lost.value()) + ", " + lost.source()));
            }
          });
    }
    return text.toString();
  }

  /** For programs: the stable form. */
  public static String json(RunPlan plan, Optional<String> only) {
    List<Object> steps = new ArrayList<>();
    for (StepPlan step : steps(plan, only)) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", step.name());
      json.put("compute", step.compute().word());
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes(step).forEach((name, each) -> attributes.put(name, json(each)));
      json.put("attributes", attributes);
      step.library()
          .ifPresent(
              kind ->
                  json.put(
                      "environment",
                      environment(kind, step.decorators().getOrDefault(kind, Map.of()))));
      steps.add(json);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("flow", plan.flow().name());
    all.put("steps", steps);
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<StepPlan> steps(RunPlan plan, Optional<String> only) {
    return plan.steps().stream()
        .filter(step -> only.isEmpty() || only.get().equals(step.name()))
        .toList();
  }

  private static String where(StepPlan step) {
    return step.compute() == ComputeKind.LOCAL
        ? "as a local process"
        : "on " + step.compute().word();
  }

  /** The compute's attributes by their names, the others' after the decorator's name and a dot. */
  private static Map<String, Effective> attributes(StepPlan step) {
    Map<String, Effective> all = new LinkedHashMap<>();
    boolean merged = // what @Resources asks for is in there
        step.compute() == ComputeKind.KUBERNETES || step.compute() == ComputeKind.BATCH;
    step.decorators().entrySet().stream()
        .filter(each -> each.getKey() != DecoratorKind.RESOURCES || !merged)
        .forEach(decorator -> name(decorator.getKey(), decorator.getValue(), all));
    return all;
  }

  private static void name(
      DecoratorKind kind, Map<String, Effective> attributes, Map<String, Effective> all) {
    attributes.forEach(
        (name, each) -> all.put(kind.isCompute() ? name : kind.word() + "." + name, each));
  }

  private static Map<String, Object> json(Effective each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", plain(each.value()));
    json.put("source", each.source());
    each.registry().ifPresent(said -> json.put("registry", json(said)));
    List<Object> overrides = new ArrayList<>();
    for (Effective.Said lost : each.overrides()) {
      overrides.add(json(lost));
    }
    json.put("overrides", overrides);
    return json;
  }

  private static Map<String, Object> json(Effective.Said said) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", plain(said.value()));
    json.put("source", said.source());
    return json;
  }

  private static Map<String, Object> environment(
      DecoratorKind kind, Map<String, Effective> attributes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind.word());
    for (String name : List.of("python", "packages", "channels")) {
      Optional.ofNullable(attributes.get(name)).ifPresent(each -> json.put(name, each.value()));
    }
    Effective packages = attributes.getOrDefault("packages", attributes.get("python"));
    json.put("source", packages == null ? "built-in" : packages.source());
    return json;
  }

  private static String show(Object value) {
    return value instanceof List<?> list && list.isEmpty() ? "none" : String.valueOf(plain(value));
  }

  /** A number without a fraction where it has none. */
  private static Object plain(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? (Object) number.longValue()
        : value;
  }
}
