package io.millrace.docker;

import io.millrace.runtime.compute.ComputePlace;
import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Offers {@code docker} as a place for steps. */
public final class DockerProvider implements ComputeProvider {
  @Override
  public ComputeKind kind() {
    return ComputeKind.DOCKER;
  }

  @Override
  public List<String> settings() {
    return EngineAddress.VARIABLES;
  }

  @Override
  public ComputePlace prepare(
      RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    String step =
        plan.steps().stream()
            .filter(each -> each.compute() == ComputeKind.DOCKER)
            .map(StepPlan::name)
            .findFirst()
            .orElse("");
    try (DockerEngine engine = new DockerEngine(settings)) {
      engine.ping();
    } catch (EngineException e) {
      throw new UsageException("Step '%s' runs on docker, and %s.".formatted(step, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DockerCompute::new;
  }
}
