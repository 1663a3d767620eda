package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The API server of a cluster: the few things that we ask of it, and failures in words. */
final class Cluster implements AutoCloseable {
  private static final int SYNC_SECONDS = 60;
  private static final int RETRIES = 2;
  private static final int RECONNECT_MILLIS = 1000;

  private final KubernetesClient client;
  private final String server;
  private final LogConnections logs;
  private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();

  private Cluster(KubernetesClient client) {
    this.client = client;
    this.logs = new LogConnections(client.getConfiguration());
    this.server = client.getConfiguration().getMasterUrl().replaceFirst("/$", "");
  }

  /** Hears what happens to the objects of a namespace. */
  interface Listener {
    void pod(Pod pod);

    void podDeleted(Pod pod);

    void job(Job job);

    void jobDeleted(Job job);

    /** Something went wrong with an object. */
    void warning(Event event);

    /** The watch is interrupted; it is tried again until it goes on. */
    void trouble(String why);
  }

  /** The cluster that {@code config} names. */
  static Cluster connect(Config config) {
    return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
  }

  /**
   * Where the cluster is that {@code kubectl} would use, or that this process runs in, and how to
   * log in there; nobody is asked.
   *
   * @param context of the configuration file; empty for the current one
   * @throws ClusterException if there is none
   */
  static Config configuration(Optional<String> context) throws ClusterException {
    Config config = Config.autoConfigure(context.orElse(null));
    if (context.isPresent() && !isKnown(config, context.get())) {
      throw new ClusterException(
          "%s: there is no context '%s' in %s"
              .formatted(
                  KubernetesProvider.CONTEXT, context.get(), Config.getKubeconfigFilenames()),
          false,
          new IllegalArgumentException(context.get()));
    }
    if (config.getMasterUrl().contains("kubernetes.default.svc")) { // what it takes for want of any
      throw new ClusterException(
          "There is no cluster: neither KUBECONFIG nor ~/.kube/config names one, and this process is not in a pod. Set KUBECONFIG",
          false,
          new IllegalStateException("no configuration"));
    }
    CredentialPlugin.requireCredentials(config);
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setWatchReconnectInterval(RECONNECT_MILLIS);
    config.setOnlyHttpWatches(true); // they share the one connection
    return config;
  }

  private static boolean isKnown(Config config, String context) {
    return config.getContexts().stream().map(NamedContext::getName).anyMatch(context::equals);
  }

  /**
   * Asks whether a job would be made.
   *
   * @param what is to be said if not
   */
  void tryOut(Job job, String what) throws ClusterException {
    try {
      post(job, "?dryRun=All", what);
    } catch (ClusterException e) {
      if (!String.valueOf(e.getMessage()).matches("(?i).*dry[ -]?run.*")) {
        throw e; // else some webhook of the cluster cannot be asked like that
      }
    }
  }

  /** Makes a job; one that is there already is ours, made by a request whose answer was lost. */
  void create(Job job) throws ClusterException {
    try {
      post(job, "", "its job cannot be made");
    } catch (ClusterException e) {
      if (!isThere(e)) {
        throw e;
      }
    }
  }

  /** What the server answers is the job, of which we know all, and which takes long to read. */
  private void post(Job job, String query, String what) throws ClusterException {
    String path = "/apis/batch/v1/namespaces/" + job.getMetadata().getNamespace() + "/jobs";
    call(what, () -> client.raw(path + query, "POST", job));
  }

  /** Makes a secret, or gives it new content. */
  void put(Secret secret) throws ClusterException {
    try {
      call("The run's secret cannot be made", () -> client.resource(secret).create());
    } catch (ClusterException e) {
      if (!isThere(e)) {
        throw e;
      }
      update(secret);
    }
  }

  /** Gives a secret new content. */
  void update(Secret secret) throws ClusterException {
    String change = Serialization.asJson(Map.of("data", secret.getData()));
    call(
        "The run's secret cannot be changed",
        () ->
            client
                .secrets()
                .inNamespace(secret.getMetadata().getNamespace())
                .withName(secret.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), change));
  }

  void deleteSecret(String namespace, String name) throws ClusterException {
    call(
        "The run's secret cannot be deleted",
        () -> client.secrets().inNamespace(namespace).withName(name).delete());
  }

  private NonNamespaceOperation<Job, JobList, ScalableResource<Job>> jobs(String namespace) {
    return client.batch().v1().jobs().inNamespace(namespace);
  }

  /** Deletes a job with its pod, if it is there. */
  void deleteJob(String namespace, String name) throws ClusterException {
    call(
        "The job " + name + " cannot be deleted",
        () ->
            jobs(namespace)
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
  }

  /** The jobs of a namespace that have {@code labels} and have not ended. */
  List<Job> unfinished(String namespace, Map<String, String> labels) throws ClusterException {
    List<Job> all =
        call(
            "The jobs of the namespace " + namespace + " cannot be listed",
            () -> jobs(namespace).withLabels(labels).list().getItems());
    return all.stream().filter(job -> end(job).isEmpty()).toList();
  }

  /** How a job has ended; empty if it has not. */
  static Optional<JobCondition> end(Job job) {
    return job.getStatus() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(each -> List.of("Complete", "Failed").contains(each.getType()))
            .filter(each -> "True".equals(each.getStatus()))
            .findFirst();
  }

  /** Where logs are followed. */
  LogConnections logs() {
    return logs;
  }

  /**
   * Watches jobs and pods with {@code labels}, and warnings, for as long as this is open, over all
   * interruptions.
   */
  void watch(String namespace, Map<String, String> labels, Listener listener)
      throws ClusterException {
    List<SharedIndexInformer<?>> started =
        List.of(
            inform(
                client.pods().inNamespace(namespace).withLabels(labels),
                Pod.class,
                handler(listener::pod, listener::podDeleted)),
            inform(
                jobs(namespace).withLabels(labels),
                Job.class,
                handler(listener::job, listener::jobDeleted)),
            inform(
                client.v1().events().inNamespace(namespace).withField("type", "Warning"),
                Event.class,
                handler(listener::warning, event -> {})));
    String what = "The namespace " + namespace + " cannot be watched";
    try {
      for (SharedIndexInformer<?> each : started) {
        each.exceptionHandler(
            (isStarted, failure) -> {
              if (isStarted) {
                listener.trouble(String.valueOf(failure(failure, what).getMessage()));
              }
              return isStarted;
            });
        await(each, what);
      }
      informers.addAll(started);
    } catch (ClusterException e) {
      started.forEach(SharedIndexInformer::stop);
      throw e;
    }
  }

  /** It keeps of each object what it needs to see that it has gone, and no more. */
  private <T extends HasMetadata> SharedIndexInformer<T> inform(
      Informable<T> objects, Class<T> type, ResourceEventHandler<T> handler) {
    SharedIndexInformer<T> informer = objects.runnableInformer(0);
    informer.itemStore(
        new ReducedStateItemStore<>(
            ReducedStateItemStore.NAME_KEY_STATE,
            type,
            client.getKubernetesSerialization(),
            "metadata.ownerReferences"));
    informer.addEventHandler(handler);
    return informer;
  }

  private void await(SharedIndexInformer<?> informer, String what) throws ClusterException {
    try {
      informer.start().toCompletableFuture().get(SYNC_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(e, what);
    } catch (TimeoutException e) {
      throw new ClusterException(what + ": the cluster " + server + " does not answer", true, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(what + ": interrupted", false, e);
    }
  }

  private ClusterException failure(Throwable failure, String what) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof KubernetesClientException known) {
        return ClusterFailure.of(known, server, what);
      }
    }
    return ClusterFailure.of(
        new KubernetesClientException(String.valueOf(failure), failure), server, what);
  }

  private static <T> ResourceEventHandler<T> handler(
      java.util.function.Consumer<T> changed, java.util.function.Consumer<T> deleted) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T added) {
        changed.accept(added);
      }

      @Override
      public void onUpdate(T before, T after) {
        changed.accept(after);
      }

      @Override
      public void onDelete(T last, boolean isOutdated) {
        deleted.accept(last);
      }
    };
  }

  private <T> T call(String what, Supplier<T> request) throws ClusterException {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      throw ClusterFailure.of(e, server, what);
    }
  }

  /** Other conflicts pass. */
  private static boolean isThere(ClusterException failure) {
    return failure.getCause() instanceof KubernetesClientException cause
        && cause.getStatus() != null
        && "AlreadyExists".equals(cause.getStatus().getReason());
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
    logs.close();
    client.close();
  }
}
