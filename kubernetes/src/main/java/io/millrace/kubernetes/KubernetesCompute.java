package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.millrace.manifest.DecoratorKind;
import io.millrace.runtime.compute.Compute;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.compute.TaskEvents;
import io.millrace.runtime.container.CodePackage;
import io.millrace.runtime.container.ContainerCommand;
import io.millrace.runtime.jvm.JvmOptions;
import io.millrace.runtime.plan.ComputeKind;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks as jobs of a cluster, as many at once as the run allows. */
final class KubernetesCompute implements Compute, Cluster.Listener {
  private static final int AT_ONCE = 16;
  private static final int RENEWAL_MINUTES = 10;
  private static final int SECONDS_TO_CLEAN_UP = 15;

  private final ComputeRequest request;
  private final Duration timeToLive;
  private final Duration runtimeLimit;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, daemons("cluster"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemons("cluster-timer"));
  private final Map<String, PodTask> running = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Cluster cluster;
  private final Preparation preparation;

  /**
   * @param code ends when the flow's code is in the datastore
   */
  KubernetesCompute(ComputeRequest request, Cluster cluster, Future<CodePackage> code) {
    this.request = request;
    this.timeToLive = KubernetesProvider.timeToLive(request.settings());
    this.runtimeLimit = KubernetesProvider.runtimeLimit(request.settings());
    this.cluster = cluster;
    this.preparation =
        new Preparation(request, KubernetesProvider.namespaces(request.plan()), cluster, code);
    timer.scheduleAtFixedRate(
        () -> soon(this::renew), RENEWAL_MINUTES, RENEWAL_MINUTES, TimeUnit.MINUTES);
  }

  private static java.util.concurrent.ThreadFactory daemons(String name) {
    return body -> {
      Thread thread = new Thread(body, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  ComputeRequest request() {
    return request;
  }

  TaskEvents events() {
    return request.events();
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  Cluster cluster() {
    return cluster;
  }

  /** Its tasks store what they print, and their pods keep the time. */
  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public void warmUp(int tasks) {
    preparation.begin(threads, events()::roomMade, this, this::failAll);
  }

  private void failAll(String why) {
    running.values().forEach(pod -> pod.fail(why));
  }

  private void renew() {
    if (preparation.isOver() && preparation.failure().isEmpty()) {
      try {
        preparation.renew();
      } catch (ClusterException | RuntimeException e) { // the next time it may go well
        events()
            .notice("The addresses of the code cannot be signed again: " + e.getMessage() + ".");
      }
    }
  }

  @Override
  public boolean start(TaskSpec task, StepPlan plan, int waiting) {
    warmUp(waiting);
    if (!preparation.isOver()) {
      return false;
    }
    JobSpec.Setting setting = setting();
    PodTask pod = new PodTask(this, task, plan, JobSpec.name(setting, task));
    String why = preparation.failure();
    if (!why.isEmpty()) {
      soon(() -> ended(pod, task, TaskResult.failed(why), new TaskEvents.Ending(-1, false, true)));
      return true;
    }
    Job job;
    try {
      job = JobSpec.of(setting, task, plan, command(task, plan));
    } catch (IllegalArgumentException e) {
      String wrong = String.valueOf(e.getMessage());
      soon(
          () -> ended(pod, task, TaskResult.failed(wrong), new TaskEvents.Ending(-1, false, true)));
      return true;
    }
    running.put(pod.name(), pod);
    String unwatched = preparation.failure();
    if (unwatched.isEmpty()) {
      soon(() -> pod.create(job));
    } else {
      pod.fail(unwatched);
    }
    return true;
  }

  String runtimeImage() {
    return KubernetesProvider.runtimeImage(request.settings());
  }

  private JobSpec.Setting setting() {
    String flow = request.plan().flow().name();
    return new JobSpec.Setting(
        flow,
        request.run(),
        runtimeImage(),
        Delivery.name(flow, request.run().run()),
        timeToLive,
        runtimeLimit);
  }

  private List<String> command(TaskSpec task, StepPlan plan) {
    List<String> options = new ArrayList<>();
    options.add("-XX:MaxRAMPercentage=75"); // a quarter is for what else the step starts
    JobSpec.tempFolder(plan).ifPresent(folder -> options.add("-Djava.io.tmpdir=" + folder));
    options.addAll(JvmOptions.inheritedElsewhere());
    return ContainerCommand.of(
        ContainerCommand.Way.DIRECT,
        request.run(),
        task,
        plan.catchPolicy(),
        options,
        preparation.delivery().classPath());
  }

  @Override
  public void kill(TaskSpec task) {
    running
        .values()
        .removeIf(
            each -> {
              if (each.runs(task)) {
                each.kill();
              }
              return each.runs(task);
            });
  }

  /** How long an attempt may take without {@code @Timeout}. */
  Duration runtimeLimit() {
    return runtimeLimit;
  }

  /** Does something in another thread. */
  void soon(Runnable action) {
    try {
      threads.execute(action);
    } catch (RejectedExecutionException e) {
      // the run is over, and nobody waits for it
    }
  }

  /** Does something after some seconds. */
  void later(Runnable action, int seconds) {
    try {
      timer.schedule(action, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // the run is over, and nobody waits for it
    }
  }

  /** Whether nobody was told this before. */
  boolean isNew(String news) {
    return told.add(news);
  }

  void ended(PodTask pod, TaskSpec task, TaskResult result, TaskEvents.Ending ending) {
    running.values().remove(pod);
    events().ended(task, result, ending);
    events().roomMade();
  }

  @Override
  public void pod(Pod pod) {
    ofOwner(pod).ifPresent(task -> task.changed(pod));
  }

  @Override
  public void podDeleted(Pod pod) {
    ofOwner(pod).ifPresent(task -> task.deleted(pod));
  }

  @Override
  public void job(Job job) {
    named(job).ifPresent(task -> task.changed(job));
  }

  @Override
  public void jobDeleted(Job job) {
    named(job).ifPresent(PodTask::jobDeleted);
  }

  @Override
  public void warning(Event event) {
    String object = String.valueOf(event.getInvolvedObject().getName());
    String job =
        "Pod".equals(event.getInvolvedObject().getKind())
            ? object.replaceFirst("-[a-z0-9]{5}$", "")
            : object;
    Optional.ofNullable(running.get(job))
        .ifPresent(
            task ->
                task.warning(
                    String.valueOf(event.getReason()),
                    String.valueOf(event.getMessage()),
                    String.valueOf(event.getInvolvedObject().getFieldPath())
                        .contains("{" + JobSpec.SETUP + "}")));
  }

  @Override
  public void trouble(String why) {
    if (isNew(why)) {
      events().notice(why + ". Trying again.");
    }
  }

  /** Tasks store what they print, so nothing is lost but the view. */
  void logsForbidden() {
    String why =
        "What the pods print cannot be shown: this user has no right to read pods/log. The rights that are needed are listed in the documentation, under Rights";
    if (isNew(why)) {
      events().notice(why + ".");
    }
  }

  private Optional<PodTask> named(HasMetadata job) {
    return Optional.ofNullable(running.get(job.getMetadata().getName()));
  }

  private Optional<PodTask> ofOwner(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getName)
        .findFirst()
        .map(running::get);
  }

  /** Deletes what still runs, and what the run's pods needed. */
  @Override
  public void close() {
    timer.shutdownNow();
    soon(this::removeDelivery);
    running.values().forEach(pod -> soon(pod::delete));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }

  private void removeDelivery() {
    try {
      preparation.remove();
    } catch (ClusterException e) {
      events().notice(e.getMessage() + ".");
    }
  }

  static boolean isOurs(StepPlan step) {
    return step.compute() == ComputeKind.KUBERNETES
        && step.decorators().containsKey(DecoratorKind.KUBERNETES);
  }
}
