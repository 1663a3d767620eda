package io.millrace.runtime.cli;

import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * Refuses a plan that one of the places cannot run.
   *
   * @throws io.millrace.runtime.config.UsageException in one line
   */
  static void check(RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    providers(plan).forEach(provider -> provider.check(plan, datastore, settings));
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
