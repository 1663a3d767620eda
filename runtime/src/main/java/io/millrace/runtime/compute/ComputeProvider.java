package io.millrace.runtime.compute;

import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** What a module offers that can run tasks; found by {@link ServiceLoader}. */
public interface ComputeProvider {
  /** Which steps it runs. */
  ComputeKind kind();

  /** The configuration keys that it wants to know; none of them is of a secret. */
  default List<String> settings() {
    return List.of();
  }

  /**
   * Refuses, before anything starts, what could not run here; and begins what takes long, as a run
   * is to follow.
   *
   * @param plan has at least one step that is to run here
   * @param settings values by configuration key, of those that are configured
   * @throws io.millrace.runtime.config.UsageException in one line, with what to do
   */
  ComputePlace prepare(RunPlan plan, DatastoreLocation datastore, Map<String, String> settings);

  /**
   * Opens a look at what runs there, for those who did not start it.
   *
   * @param plan says where there the flow's steps run
   * @return empty if there is nothing to be seen, as tasks end with the process that started them
   */
  default Optional<RemoteTasks> remote(RunPlan plan, Map<String, String> settings) {
    return Optional.empty();
  }

  /** The provider for {@code kind}, if its module is on the class path. */
  static Optional<ComputeProvider> find(ComputeKind kind) {
    return ServiceLoader.load(ComputeProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.kind() == kind)
        .findFirst();
  }
}
