package io.millrace.kubernetes;

import io.millrace.manifest.DecoratorKind;
import io.millrace.runtime.plan.Effective;
import io.millrace.runtime.plan.StepPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of {@code @Kubernetes} that hold for a step.
 *
 * @param values by name
 */
record StepAttributes(Map<String, Effective> values) {

  static StepAttributes of(StepPlan plan) {
    return new StepAttributes(plan.decorators().getOrDefault(DecoratorKind.KUBERNETES, Map.of()));
  }

  Optional<String> text(String name) {
    return value(name).map(String::valueOf).filter(text -> !text.isEmpty());
  }

  List<String> texts(String name) {
    return value(name).orElse(List.of()) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Texts of the form {@code KEY=VALUE}; of those with one key, the last holds. */
  Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String each : texts(name)) {
      int equals = each.indexOf('=');
      pairs.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return pairs;
  }

  /** A positive number. */
  Optional<Number> number(String name) {
    return value(name)
        .filter(Number.class::isInstance)
        .map(Number.class::cast)
        .filter(number -> number.doubleValue() > 0);
  }

  boolean isTrue(String name) {
    return value(name).orElse(false) == Boolean.TRUE;
  }

  String namespace() {
    return text("namespace").orElse("default");
  }

  /** In megabytes. */
  long memory() {
    return number("memory").map(Number::longValue).orElse(4096L);
  }

  private Optional<Object> value(String name) {
    return Optional.ofNullable(values.get(name)).map(Effective::value);
  }
}
