package io.millrace.runtime.plan;

import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.StepMethod;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one step will run.
 *
 * @param step what the author wrote
 * @param compute where it runs
 * @param decorators the effective attributes of each decorator that holds for the step
 * @param inCode those of the decorators that the code itself gives to the step
 */
public record StepPlan(
    StepMethod step,
    ComputeKind compute,
    Map<DecoratorKind, Map<String, Effective>> decorators,
    Set<DecoratorKind> inCode) {
  private static final int MAX_ATTEMPTS = 6;
  private static final int MOST_DISRUPTIONS = 2;

  public StepPlan {
    inCode = Set.copyOf(inCode);
    decorators = Collections.unmodifiableMap(new LinkedHashMap<>(decorators));
  }

  /** How often and after which pause a failed task is tried again. */
  public record RetryPolicy(int times, Duration delay) {}

  /** What becomes of a failure for good; {@code var} may be empty. */
  public record CatchPolicy(String var, boolean printException) {}

  /** The step's name. */
  public String name() {
    return step.name();
  }

  /** No retries where there is no {@code @Retry}. */
  public RetryPolicy retry() {
    return new RetryPolicy(
        (int) number(DecoratorKind.RETRY, "times"),
        Duration.ofMinutes(number(DecoratorKind.RETRY, "minutesBetweenRetries")));
  }

  /**
   * How often an attempt is made again because its machine was taken away: as often as Metaflow's
   * six attempts leave room for, and twice at most.
   */
  public int disruptions() {
    int needed = 1 + retry().times() + (catchPolicy().isPresent() ? 1 : 0);
    return Math.max(0, Math.min(MOST_DISRUPTIONS, MAX_ATTEMPTS - needed));
  }

  /** Empty where there is no {@code @Catch}. */
  public Optional<CatchPolicy> catchPolicy() {
    return Optional.ofNullable(decorators.get(DecoratorKind.CATCH))
        .map(
            attributes ->
                new CatchPolicy(
                    attributes.containsKey("var")
                        ? String.valueOf(attributes.get("var").value())
                        : "",
                    !attributes.containsKey("printException")
                        || attributes.get("printException").value() != Boolean.FALSE));
  }

  /** Empty where there is no {@code @Timeout}. */
  public Optional<Duration> timeout() {
    Duration sum =
        Duration.ofSeconds(number(DecoratorKind.TIMEOUT, "seconds"))
            .plusMinutes(number(DecoratorKind.TIMEOUT, "minutes"))
            .plusHours(number(DecoratorKind.TIMEOUT, "hours"));
    return sum.isZero() ? Optional.empty() : Optional.of(sum);
  }

  /** The variables of {@code @Environment}. */
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (attribute(DecoratorKind.ENVIRONMENT, "vars").orElse(null) instanceof List<?> list) {
      for (Object each : list) {
        String[] sides = String.valueOf(each).split("=", 2);
        variables.put(sides[0], sides[1]);
      }
    }
    return variables;
  }

  /** The library environment that the step wants: PYPI or CONDA, not disabled. */
  public Optional<DecoratorKind> library() {
    for (DecoratorKind kind : List.of(DecoratorKind.PYPI, DecoratorKind.CONDA)) {
      if (decorators.containsKey(kind)
          && attribute(kind, "disabled").orElse(false) != Boolean.TRUE) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The image that the step's container is made from; empty for a local process. */
  public Optional<Effective> image() {
    return decorators.entrySet().stream()
        .filter(each -> each.getKey().isCompute())
        .flatMap(each -> Optional.ofNullable(each.getValue().get("image")).stream())
        .findFirst();
  }

  /** The same step in the image that {@code image} names. */
  public StepPlan withImage(String image) {
    Map<DecoratorKind, Map<String, Effective>> changed = new LinkedHashMap<>(decorators);
    changed.replaceAll(
        (kind, attributes) -> {
          Map<String, Effective> all = new LinkedHashMap<>(attributes);
          if (kind.isCompute()) {
            all.computeIfPresent("image", (name, had) -> had.with(image));
          }
          return all;
        });
    return new StepPlan(step, compute, changed, inCode);
  }

  /** The decorators as Metaflow's {@code _graph_info} artifact lists them. */
  public List<Map<String, Object>> graphDecorators() {
    return GraphDecorators.of(this);
  }

  private long number(DecoratorKind kind, String name) {
    return attribute(kind, name).orElse(0L) instanceof Number number ? number.longValue() : 0;
  }

  private Optional<Object> attribute(DecoratorKind kind, String name) {
    return Optional.ofNullable(decorators.getOrDefault(kind, Map.of()).get(name))
        .map(Effective::value);
  }
}
