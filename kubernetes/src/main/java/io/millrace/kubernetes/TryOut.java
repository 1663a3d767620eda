package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a cluster whether it would take the jobs of a run, before anything of the run starts: by a
 * dry run, which judges rights and attributes as the real one does and makes nothing.
 */
final class TryOut {
  private final Cluster cluster;
  private final JobSpec.Setting setting;

  TryOut(Cluster cluster, RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    this.cluster = cluster;
    this.setting =
        new JobSpec.Setting(
            plan.flow().name(),
            new RunSpec(
                plan.flow().className(),
                "try-out",
                "",
                new RunTags("try-out", Set.of(), Set.of()),
                datastore,
                ""),
            KubernetesProvider.runtimeImage(settings),
            "try-out",
            KubernetesProvider.timeToLive(settings),
            KubernetesProvider.runtimeLimit(settings));
  }

  /**
   * Tries out one job for each kind of pod.
   *
   * @throws UsageException for the first that is refused, naming its step
   */
  void run(List<StepPlan> steps) {
    Set<PodSpec> tried = new HashSet<>();
    for (StepPlan step : steps) {
      String what = "Step '%s' cannot run on kubernetes".formatted(step.name());
      try {
        Job job = JobSpec.of(setting, task(step), step, List.of("true"));
        if (tried.add(job.getSpec().getTemplate().getSpec())) {
          cluster.tryOut(job, what);
        }
      } catch (ClusterException e) {
        boolean passes =
            CreationFailure.ofJob(e, StepAttributes.of(step).namespace())
                .filter(quota -> !quota.hopeless())
                .isPresent();
        if (!passes) {
          throw new UsageException(e.getMessage() + ".");
        }
      } catch (IllegalArgumentException e) { // an attribute that cannot be read
        throw new UsageException("%s: %s.".formatted(what, e.getMessage()));
      }
    }
  }

  private static TaskSpec task(StepPlan step) {
    return new TaskSpec(
        step.name(), "0", 0, true, Optional.empty(), Optional.empty(), List.of(), -1, 0, List.of());
  }
}
