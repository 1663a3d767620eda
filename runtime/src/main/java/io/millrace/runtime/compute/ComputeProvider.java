package io.millrace.runtime.compute;

import io.millrace.runtime.plan.ComputeKind;
import java.util.Optional;
import java.util.ServiceLoader;

/** What a module offers that can run tasks; found by {@link ServiceLoader}. */
public interface ComputeProvider {
  /** Which steps it runs. */
  ComputeKind kind();

  /** Opens the place for a run. */
  Compute open(ComputeRequest request);

  /** The provider for {@code kind}, if its module is on the class path. */
  static Optional<ComputeProvider> find(ComputeKind kind) {
    return ServiceLoader.load(ComputeProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.kind() == kind)
        .findFirst();
  }
}
