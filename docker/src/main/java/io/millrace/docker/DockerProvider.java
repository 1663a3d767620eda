package io.millrace.docker;

import io.millrace.runtime.compute.Compute;
import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.plan.ComputeKind;

/** Offers {@code docker} as a place for steps. */
public final class DockerProvider implements ComputeProvider {
  @Override
  public ComputeKind kind() {
    return ComputeKind.DOCKER;
  }

  @Override
  public Compute open(ComputeRequest request) {
    return new DockerCompute(request);
  }
}
