package io.millrace.runtime.cli;

import io.millrace.runtime.compute.ComputePlace;
import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What is configured for the places where the steps of a plan run. */
final class ComputeSettings {
  private ComputeSettings() {}

  /** The values by configuration key. */
  static Map<String, String> of(RunPlan plan, Configuration configuration) {
    Map<String, String> settings = new HashMap<>();
    for (ComputeProvider provider : providers(plan)) {
      for (String key : provider.settings()) {
        configuration.get(key).ifPresent(setting -> settings.put(key, setting.value()));
      }
    }
    return settings;
  }

  /**
   * The places, none of which is a process of this machine.
   *
   * @throws io.millrace.runtime.config.UsageException in one line, if one cannot run the plan
   */
  static Map<ComputeKind, ComputePlace> prepare(
      RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    Map<ComputeKind, ComputePlace> places = new EnumMap<>(ComputeKind.class);
    for (ComputeProvider provider : providers(plan)) {
      places.put(provider.kind(), provider.prepare(plan, datastore, settings));
    }
    return places;
  }

  /**
   * Begins {@link #prepare} in another thread, as that takes about as long as to open a datastore;
   * the result waits for it.
   */
  static Supplier<Map<ComputeKind, ComputePlace>> preparing(
      RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    CompletableFuture<Map<ComputeKind, ComputePlace>> places =
        CompletableFuture.supplyAsync(() -> prepare(plan, datastore, settings));
    return () -> {
      try {
        return places.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    };
  }

  private static List<ComputeProvider> providers(RunPlan plan) {
    return plan.steps().stream()
        .map(StepPlan::compute)
        .distinct()
        .map(ComputeProvider::find)
        .flatMap(Optional::stream)
        .toList();
  }
}
