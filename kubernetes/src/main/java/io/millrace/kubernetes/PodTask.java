package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.millrace.kubernetes.PodState.Stage;
import io.millrace.runtime.compute.ExitCode;
import io.millrace.runtime.compute.RemoteAttempt;
import io.millrace.runtime.compute.TaskEvents.Ending;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt in the cluster: hears of its job and its pod, and tells how it ended. */
final class PodTask {
  private static final int FAILING_PATIENCE_SECONDS = 120;
  private static final int CREATE_PATIENCE_SECONDS = 300;
  private static final int LONGEST_PAUSE_SECONDS = 15;
  private static final int POD_PATIENCE_SECONDS = 30;

  private final KubernetesCompute compute;
  private final TaskSpec task;
  private final String namespace;
  private final String name;
  private final PodState.Asked asked;
  private @Nullable PodLog log;
  private @Nullable PodState last;
  private String news = "";

  /** Why the pod fails to start, while it does. */
  private String failing = "";

  private boolean over;
  private boolean killed;

  /** Whether something else keeps the pod after the task's container has ended. */
  private boolean accompanied;

  PodTask(KubernetesCompute compute, TaskSpec task, StepPlan plan, String name) {
    StepAttributes attributes = StepAttributes.of(plan);
    this.compute = compute;
    this.task = task;
    this.namespace = attributes.namespace();
    this.name = name;
    this.asked =
        new PodState.Asked(
            attributes.text("image").orElseThrow(),
            attributes.memory(),
            plan.timeout().orElse(compute.runtimeLimit()),
            plan.timeout().isPresent(),
            namespace);
  }

  String name() {
    return name;
  }

  boolean runs(TaskSpec other) {
    return task == other;
  }

  /** Makes the job; tries again while the cluster cannot be reached or a quota is used up. */
  void create(Job job) {
    create(job, System.nanoTime() + TimeUnit.SECONDS.toNanos(CREATE_PATIENCE_SECONDS), 1);
  }

  private void create(Job job, long patience, int pause) {
    try {
      compute.cluster().create(job);
      if (isOver()) {
        delete(); // it was killed meanwhile, when there was no job to delete
      }
    } catch (ClusterException e) {
      if (isOver()) {
        delete(); // the request may have come through
        return;
      }
      Optional<CreationFailure> quota = CreationFailure.ofJob(e, namespace);
      String why = quota.map(CreationFailure::why).orElse(String.valueOf(e.getMessage()));
      boolean waits =
          quota.isPresent()
              ? !quota.get().hopeless()
              : e.isPassing() && System.nanoTime() < patience;
      if (!waits) {
        fail(why);
        return;
      }
      tellOnce(why);
      int next = Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
      compute.later(() -> compute.soon(() -> createAgain(job, patience, next)), pause);
    }
  }

  private void createAgain(Job job, long patience, int pause) {
    if (!isOver()) {
      create(job, patience, pause);
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Something has changed about the pod. */
  synchronized void changed(Pod pod) {
    if (!over) {
      accompanied = pod.getSpec() != null && pod.getSpec().getContainers().size() > 1;
      hear(pod, PodState.of(pod, asked));
    }
  }

  /** The pod is no more. What it was at last is not known, if nobody watched then. */
  synchronized void deleted(Pod pod) {
    if (!over && pod.getStatus() == null) {
      end(PodState.lostSight(pod), true);
    } else if (!over) {
      hear(pod, PodState.deleted(pod, asked));
    }
  }

  /** The job is no more; its pod will soon tell the same, if there is one. */
  synchronized void jobDeleted() {
    if (!over && last == null) {
      fail("someone or something deleted its job " + name);
    } else if (!over) {
      compute.later(() -> concludeWithoutPod("was deleted"), POD_PATIENCE_SECONDS);
    }
  }

  /**
   * A job fails by itself only when its pod does, which tells more, or when it had none for too
   * long.
   */
  synchronized void changed(Job job) {
    Optional<JobCondition> end = Cluster.end(job);
    if (over || end.isEmpty()) {
      return;
    }
    String reason = Objects.requireNonNullElse(end.get().getReason(), end.get().getType());
    if (reason.equals("DeadlineExceeded") && (last == null || last.stage() == Stage.WAITING)) {
      fail("it waited for a node for too long" + (news.isEmpty() ? "" : ": " + news));
    } else {
      compute.later(() -> concludeWithoutPod("ended (" + reason + ")"), POD_PATIENCE_SECONDS);
    }
  }

  /** Its pod was made and deleted when nobody could hear of it. */
  private synchronized void concludeWithoutPod(String job) {
    if (!over) {
      end(PodState.withoutPod("its pod is gone, and its job " + job), true);
    }
  }

  /** Something about the job or the pod went wrong; it may be told late. */
  synchronized void warning(String reason, String message, boolean setup) {
    if (over || (last != null && last.stage() == Stage.RUNNING)) {
      return;
    } else if (reason.equals("FailedCreate")) {
      CreationFailure failure = CreationFailure.of(message, namespace);
      if (failure.hopeless()) {
        fail(failure.why());
      } else {
        tellOnce(failure.why());
      }
    } else if (PodState.WARNINGS.contains(reason)) {
      PodState.warned(reason, message, setup, compute.runtimeImage(), asked).ifPresent(this::waits);
    } else if (reason.equals("FailedMount") || reason.equals("FailedAttachVolume")) {
      tellOnce("a volume of its pod does not exist yet: " + inOneLine(message));
    } else if (reason.equals("FailedCreatePodSandBox")) {
      tellOnce("its pod cannot be started yet: " + inOneLine(message));
    }
  }

  private static String inOneLine(String message) {
    return message.strip().replaceAll("\\s+", " ");
  }

  private void hear(Pod pod, PodState state) {
    switch (state.stage()) {
      case WAITING, FAILING, HOPELESS -> waits(state);
      case RUNNING -> {
        last = state;
        failing = "";
        tellOnce(state.why());
        if (log == null) {
          started(pod).follow();
        }
      }
      case OVER -> {
        if (log == null && state.exitCode() >= 0) {
          started(pod);
        }
        end(state, pod.getMetadata().getDeletionTimestamp() != null);
      }
    }
  }

  /** It has ended; that is told when all is here that it has printed. */
  private void end(PodState state, boolean gone) {
    last = state;
    over = true;
    if (log == null) {
      conclude(state, gone);
    } else {
      var unused = log.end().thenRun(() -> conclude(state, gone));
    }
  }

  private void waits(PodState state) {
    last = state;
    switch (state.stage()) {
      case HOPELESS -> fail(state.why());
      case FAILING -> {
        if (failing.isEmpty()) {
          compute.later(this::failIfStill, FAILING_PATIENCE_SECONDS);
        }
        failing = failing.isEmpty() || !PullFailure.isVague(state) ? state.why() : failing;
        tellOnce(failing);
      }
      default -> {
        failing = "";
        tellOnce(state.why());
      }
    }
  }

  private synchronized void failIfStill() {
    if (!over && !failing.isEmpty()) {
      fail(failing);
    }
  }

  /** The step's container has started, so its image and its place are known. */
  private PodLog started(Pod pod) {
    compute.events().imageFound(task, digest(pod));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kubernetes-pod-name", pod.getMetadata().getName());
    facts.put("kubernetes-pod-namespace", namespace);
    facts.put("kubernetes-pod-id", Objects.toString(pod.getMetadata().getUid(), ""));
    if (pod.getSpec() != null) {
      facts.put(
          "kubernetes-pod-service-account-name",
          Objects.toString(pod.getSpec().getServiceAccountName(), ""));
    }
    facts.put("kubernetes-node-ip", Objects.toString(pod.getStatus().getHostIP(), ""));
    compute.events().metadata(task, facts);
    log =
        new PodLog(
            compute.cluster().logs(),
            namespace,
            pod.getMetadata().getName(),
            compute.timer(),
            (stream, line) -> compute.events().printed(task, stream, line),
            () -> compute.soon(this::concludeEarly),
            compute::logsForbidden);
    return log;
  }

  private static String digest(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(each -> each.getName().equals(JobSpec.TASK))
        .map(ContainerStatus::getImageID)
        .filter(id -> id != null && id.contains("@"))
        .map(id -> id.substring(id.indexOf('@') + 1))
        .findFirst()
        .orElse("");
  }

  /**
   * Tells the end; what the attempt has left counts, however its pod ended.
   *
   * @param gone whether the pod is no more, so that its job must not make another one
   */
  private void conclude(PodState state, boolean gone) {
    compute.soon(
        () -> {
          if (gone || accompanied) {
            deleteJob();
          }
          int code = state.exitCode();
          try {
            Optional<TaskResult> stored = RemoteAttempt.collect(compute.request(), task);
            String why = state.why().isEmpty() ? ExitCode.words(Math.max(code, 0)) : state.why();
            end(
                stored.orElseGet(() -> TaskResult.failed(why)),
                stored.isPresent()
                    ? new Ending(Math.max(code, 0), false, false)
                    : new Ending(code, killed, true, state.disrupted()));
          } catch (RuntimeException e) { // the run must hear of the end in any case
            end(
                TaskResult.failed("its result cannot be read: " + e.getMessage()),
                new Ending(-1, killed, true));
          }
        });
  }

  /** The task has left its result, and its container ends; its pod tells that a second later. */
  private void concludeEarly() {
    Optional<TaskResult> stored;
    try {
      stored = RemoteAttempt.collect(compute.request(), task);
    } catch (RuntimeException e) {
      return; // it is read again when the pod has ended
    }
    synchronized (this) {
      if (over || stored.isEmpty()) {
        return;
      }
      over = true;
      if (log != null) {
        log.stop();
      }
    }
    if (accompanied) {
      deleteJob();
    }
    end(stored.get(), new Ending(stored.get().ok() ? 0 : 1, false, false));
  }

  private void end(TaskResult result, Ending ending) {
    compute.ended(this, task, result, ending);
  }

  /** It will not run: nothing of it stays in the cluster. */
  synchronized void fail(String why) {
    if (!over) {
      over = true;
      compute.soon(
          () -> {
            delete();
            String whole = why;
            try {
              RemoteAttempt.collect(compute.request(), task);
            } catch (RuntimeException e) {
              whole = why + "; nor can the datastore be read: " + e.getMessage();
            }
            end(TaskResult.failed(whole), new Ending(-1, killed, true));
          });
    }
  }

  /** Ends it by force. */
  synchronized void kill() {
    if (!over) {
      over = true;
      killed = true;
      compute.soon(
          () -> {
            delete();
            end(TaskResult.failed("it was killed"), new Ending(-1, true, true));
          });
    }
  }

  /** Deletes the job, with its pod; what that prints is of no interest any more. */
  void delete() {
    PodLog open;
    synchronized (this) {
      over = true;
      open = log;
    }
    if (open != null) {
      open.stop();
    }
    deleteJob();
  }

  private void deleteJob() {
    try {
      compute.cluster().deleteJob(namespace, name);
    } catch (ClusterException e) {
      compute.events().notice(e.getMessage() + ".");
    }
  }

  /** What many tasks wait for is told once. */
  private void tellOnce(String why) {
    if (!why.isEmpty() && !why.equals(news)) {
      news = why;
      if (compute.isNew(why)) {
        compute.events().notice(task, "Waiting: " + why + ".");
      }
    }
  }
}
