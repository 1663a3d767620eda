package io.millrace.docker;

import io.millrace.runtime.compute.ComputePlace;
import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import java.util.Map;

/** Offers {@code docker} as a place for steps. */
public final class DockerProvider implements ComputeProvider {
  @Override
  public ComputeKind kind() {
    return ComputeKind.DOCKER;
  }

  @Override
  public ComputePlace prepare(
      RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    return DockerCompute::new;
  }
}
