package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.millrace.runtime.compute.RemoteTasks;
import io.millrace.runtime.config.UsageException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The jobs of flows in some namespaces, found by their labels. */
final class ClusterTasks implements RemoteTasks {
  private final Collection<String> namespaces;
  private final Cluster cluster;

  ClusterTasks(Collection<String> namespaces, Optional<String> context) {
    this.namespaces = List.copyOf(namespaces);
    try {
      this.cluster = Cluster.connect(Cluster.configuration(context));
    } catch (ClusterException e) {
      throw new UsageException(e.getMessage() + ".");
    }
  }

  @Override
  public List<RemoteTask> list(String flow, Optional<String> run) {
    Map<String, String> labels =
        run.map(id -> JobLabels.ofRun(flow, id)).orElseGet(() -> JobLabels.ofFlow(flow));
    List<RemoteTask> tasks = new ArrayList<>();
    for (String namespace : namespaces) {
      try {
        for (Job job : cluster.unfinished(namespace, labels)) {
          tasks.add(task(namespace, job));
        }
      } catch (ClusterException e) {
        throw new UncheckedIOException(e.getMessage() + ".", e);
      }
    }
    return tasks;
  }

  private static RemoteTask task(String namespace, Job job) {
    Map<String, String> exact = job.getMetadata().getAnnotations();
    JobStatus status = job.getStatus();
    boolean ready = status != null && status.getReady() != null && status.getReady() > 0;
    return new RemoteTask(
        exact.getOrDefault("metaflow/flow_name", ""),
        exact.getOrDefault("metaflow/run_id", ""),
        exact.getOrDefault("metaflow/step_name", ""),
        exact.getOrDefault("metaflow/task_id", ""),
        Integer.parseInt(exact.getOrDefault("metaflow/attempt", "0")),
        exact.getOrDefault("metaflow/user", ""),
        ready ? "running" : "waiting",
        namespace + "/" + job.getMetadata().getName());
  }

  @Override
  public void kill(List<RemoteTask> tasks) {
    List<ClusterException> failures = new ArrayList<>();
    Set<List<String>> runs = new LinkedHashSet<>();
    for (RemoteTask task : tasks) {
      int slash = task.place().indexOf('/');
      String namespace = task.place().substring(0, slash);
      runs.add(List.of(namespace, task.flow(), task.run()));
      try {
        cluster.deleteJob(namespace, task.place().substring(slash + 1));
      } catch (ClusterException e) {
        failures.add(e);
      }
    }
    for (List<String> run : runs) {
      try {
        forget(run.get(0), run.get(1), run.get(2));
      } catch (ClusterException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      ClusterException first = failures.get(0);
      throw new UncheckedIOException(first.getMessage() + ".", first);
    }
  }

  /** The secret of a run is of use as long as it has jobs that may start. */
  private void forget(String namespace, String flow, String run) throws ClusterException {
    if (cluster.unfinished(namespace, JobLabels.ofRun(flow, run)).isEmpty()) {
      cluster.deleteSecret(namespace, Delivery.name(flow, run));
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
