package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.millrace.runtime.compute.ExitCode;
import io.millrace.runtime.compute.RemoteAttempt;
import io.millrace.runtime.compute.TaskEvents.Ending;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt in the cluster: hears of its job and its pod, and tells how it ended. */
final class PodTask {
  private static final int PULL_PATIENCE_SECONDS = 120;
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
  private boolean over;
  private boolean killed;

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
            plan.timeout().orElse(JobSpec.LONGEST),
            plan.timeout().isPresent(),
            namespace);
  }

  boolean runs(TaskSpec other) {
    return task == other;
  }

  /** Makes the job; waits while the cluster cannot be reached. */
  void create(Job job) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(CREATE_PATIENCE_SECONDS);
    for (int pause = 1; !isOver(); pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      try {
        compute.cluster().create(job);
        return;
      } catch (ClusterException e) {
        String why = String.valueOf(e.getMessage());
        if (!e.isPassing() || System.nanoTime() > patience) {
          fail(why);
          return;
        }
        tell(why + ". It is tried again.");
      }
      try {
        TimeUnit.SECONDS.sleep(pause);
      } catch (InterruptedException e) {
        fail("it was stopped before it started");
        return;
      }
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Something has changed about the pod. */
  synchronized void changed(Pod pod) {
    if (!over) {
      hear(pod, PodState.of(pod, asked));
    }
  }

  /** The pod is no more. */
  synchronized void deleted(Pod pod) {
    if (!over) {
      hear(pod, PodState.deleted(pod, asked));
    }
  }

  /** The job is no more; its pod will soon tell the same, if there is one. */
  synchronized void jobDeleted() {
    if (!over && last == null) {
      fail("somebody or something deleted its job " + name);
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
    boolean late = "DeadlineExceeded".equals(end.get().getReason());
    if (late && (last == null || last.stage() == PodState.Stage.WAITING)) {
      fail("it waited for a node for too long" + (news.isEmpty() ? "" : ": " + news));
    } else {
      compute.later(() -> concludeWithoutPod(end.get()), POD_PATIENCE_SECONDS);
    }
  }

  /** Its pod was made and deleted when nobody could hear of it. */
  private synchronized void concludeWithoutPod(JobCondition end) {
    if (!over) {
      over = true;
      String why =
          "its pod is gone, and its job ended (%s)"
              .formatted(Objects.requireNonNullElse(end.getReason(), end.getType()));
      compute.soon(() -> conclude(new PodState(PodState.Stage.OVER, why, false, -1)));
    }
  }

  /** Something about the job or the pod went wrong. */
  synchronized void warning(String reason, String message, boolean setup) {
    if (over) {
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
      tellOnce("a volume of its pod is not there yet: " + message.strip().replaceAll("\\s+", " "));
    } else if (reason.equals("FailedCreatePodSandBox")) {
      tellOnce("its pod cannot be started yet: " + message.strip().replaceAll("\\s+", " "));
    }
  }

  private void waits(PodState state) {
    last = state;
    if (state.stage() == PodState.Stage.HOPELESS) {
      fail(state.why());
      return;
    }
    tellOnce(state.why());
    if (state.stage() == PodState.Stage.PULLING_FAILS) {
      compute.later(() -> failIfStill(state), PULL_PATIENCE_SECONDS);
    }
  }

  private void hear(Pod pod, PodState state) {
    last = state;
    switch (state.stage()) {
      case WAITING, PULLING_FAILS, HOPELESS -> waits(state);
      case RUNNING -> {
        tellOnce(state.why());
        if (log == null) {
          started(pod).follow();
        }
      }
      case OVER -> {
        over = true;
        boolean printed = log != null || state.exitCode() >= 0;
        PodLog rest = printed ? (log == null ? started(pod) : log) : null;
        if (rest == null) {
          compute.soon(() -> conclude(state));
        } else {
          var unused = rest.end().thenRun(() -> compute.soon(() -> conclude(state)));
        }
      }
    }
  }

  private synchronized void failIfStill(PodState state) {
    if (!over && last != null && last.stage() == PodState.Stage.PULLING_FAILS) {
      fail(state.why());
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
    compute.events().noted(task, facts);
    log =
        new PodLog(
            compute.cluster(),
            namespace,
            pod.getMetadata().getName(),
            compute.timer(),
            (stream, line) -> compute.events().printed(task, stream, line),
            () -> compute.soon(this::concludeEarly));
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

  /** Reads what the attempt has left; that counts, however its pod ended. */
  private void conclude(PodState state) {
    try {
      Optional<TaskResult> stored = RemoteAttempt.collect(compute.request(), task);
      int code = state.exitCode();
      if (stored.isPresent()) {
        end(stored.get(), new Ending(Math.max(code, 0), false, false));
      } else {
        String why = state.why().isEmpty() ? ExitCode.words(Math.max(code, 0)) : state.why();
        end(TaskResult.failed(why), new Ending(code, killed, true, state.disrupted()));
      }
    } catch (UncheckedIOException e) {
      end(
          TaskResult.failed("its result cannot be read: " + e.getMessage()),
          new Ending(-1, killed, true));
    }
  }

  /** The task has left its result, and its container ends; its pod tells that a second later. */
  private void concludeEarly() {
    try {
      Optional<TaskResult> stored = RemoteAttempt.collect(compute.request(), task);
      synchronized (this) {
        if (over || stored.isEmpty()) {
          return;
        }
        over = true;
        if (log != null) {
          log.stop();
        }
      }
      end(stored.get(), new Ending(stored.get().ok() ? 0 : 1, false, false));
    } catch (UncheckedIOException e) {
      // it is read again when the pod has ended
    }
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
            RemoteAttempt.collect(compute.request(), task);
            end(TaskResult.failed(why), new Ending(-1, killed, true));
          });
    }
  }

  /** Ends it by force. */
  synchronized void kill() {
    if (!over) {
      killed = true;
      fail("it was killed");
    }
  }

  /** Deletes the job, with its pod. */
  void delete() {
    PodLog open;
    synchronized (this) {
      over = true;
      open = log;
    }
    if (open != null) {
      open.stop();
    }
    try {
      compute.cluster().deleteJob(namespace, name);
    } catch (ClusterException e) {
      compute.events().told(e.getMessage() + ".");
    }
  }

  /** What many tasks wait for is told once. */
  private void tellOnce(String why) {
    if (!why.isEmpty() && !why.equals(news)) {
      news = why;
      if (compute.isNew(why)) {
        tell("Waiting: " + why + ".");
      }
    }
  }

  private void tell(String line) {
    compute.events().printed(task, LogStream.STDERR, line.getBytes(StandardCharsets.UTF_8));
  }
}
