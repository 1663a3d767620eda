package io.millrace.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.millrace.manifest.ImageReference;
import io.millrace.manifest.InvalidImageException;
import io.millrace.runtime.compute.ComputePlace;
import io.millrace.runtime.compute.ComputeProvider;
import io.millrace.runtime.compute.RemoteTasks;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.container.CodePackage;
import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.plan.StepPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Offers {@code kubernetes} as a place for steps. */
public final class KubernetesProvider implements ComputeProvider {
  /** The image that Java is taken from, for steps in images that have none. */
  static final String RUNTIME_IMAGE = "METAFLOW_KUBERNETES_RUNTIME_IMAGE";

  /** The context of the configuration file of {@code kubectl}. */
  static final String CONTEXT = "METAFLOW_KUBERNETES_CONTEXT";

  /** How long a job stays after its end. */
  static final String TIME_TO_LIVE = "METAFLOW_KUBERNETES_JOB_TTL_SECONDS_AFTER_FINISHED";

  /** How many seconds an attempt may take without {@code @Timeout}. */
  static final String RUNTIME_LIMIT = "METAFLOW_DEFAULT_RUNTIME_LIMIT";

  /** As in Metaflow: 5 days. */
  private static final Duration USUAL_LIMIT = Duration.ofDays(5);

  /** As in Metaflow. */
  private static final Duration USUAL_TIME_TO_LIVE = Duration.ofDays(7);

  /** Made by ServiceLoader. */
  public KubernetesProvider() {}

  @Override
  public ComputeKind kind() {
    return ComputeKind.KUBERNETES;
  }

  @Override
  public List<String> settings() {
    return List.of(RUNTIME_IMAGE, CONTEXT, TIME_TO_LIVE, RUNTIME_LIMIT);
  }

  @Override
  public ComputePlace prepare(
      RunPlan plan, DatastoreLocation datastore, Map<String, String> settings) {
    List<StepPlan> steps = plan.steps().stream().filter(KubernetesCompute::isOurs).toList();
    if (datastore.type().equals(DatastoreLocation.LOCAL)) {
      throw new UsageException(
          "Step '%s' runs on kubernetes, whose pods cannot reach the folder %s. Add --datastore s3."
              .formatted(steps.get(0).name(), datastore.root()));
    }
    checkRuntimeImage(runtimeImage(settings));
    Future<CodePackage> code =
        CompletableFuture.supplyAsync(
            () -> CodePackage.store(datastore.open(), plan.flow().name()));
    Cluster cluster = Cluster.connect(configuration(settings));
    new TryOut(cluster, plan, datastore, settings).run(steps);
    return request -> new KubernetesCompute(request, cluster, code);
  }

  private static Config configuration(Map<String, String> settings) {
    try {
      return Cluster.configuration(Optional.ofNullable(settings.get(CONTEXT)));
    } catch (ClusterException e) {
      throw new UsageException(e.getMessage() + ".");
    }
  }

  private static void checkRuntimeImage(String image) {
    try {
      ImageReference.parse(image);
    } catch (InvalidImageException e) {
      throw new UsageException(RUNTIME_IMAGE + ": " + e.getMessage());
    }
  }

  /** A stock image of the Java that this process runs on. */
  static String runtimeImage(Map<String, String> settings) {
    return settings.getOrDefault(
        RUNTIME_IMAGE, "eclipse-temurin:" + Runtime.version().feature() + "-jre");
  }

  static Duration timeToLive(Map<String, String> settings) {
    return seconds(settings, TIME_TO_LIVE, USUAL_TIME_TO_LIVE);
  }

  /** How long an attempt may take without {@code @Timeout}. */
  static Duration runtimeLimit(Map<String, String> settings) {
    Duration limit = seconds(settings, RUNTIME_LIMIT, USUAL_LIMIT);
    if (limit.isZero()) {
      throw new UsageException(RUNTIME_LIMIT + ": 0 leaves no time to run. Give 1 or more.");
    }
    return limit;
  }

  private static Duration seconds(Map<String, String> settings, String key, Duration usual) {
    String value = settings.getOrDefault(key, "").strip();
    if (value.isEmpty()) {
      return usual;
    } else if (!value.matches("\\d{1,9}")) {
      throw new UsageException(
          "%s: '%s' is not a valid number of seconds. Give one such as 3600."
              .formatted(key, value));
    }
    return Duration.ofSeconds(Long.parseLong(value));
  }

  /** Where the steps of a plan run. */
  static Set<String> namespaces(RunPlan plan) {
    Set<String> namespaces = new TreeSet<>();
    plan.steps().stream()
        .filter(KubernetesCompute::isOurs)
        .forEach(step -> namespaces.add(StepAttributes.of(step).namespace()));
    return namespaces;
  }

  @Override
  public Optional<RemoteTasks> remote(RunPlan plan, Map<String, String> settings) {
    return Optional.of(
        new ClusterTasks(namespaces(plan), Optional.ofNullable(settings.get(CONTEXT))));
  }
}
