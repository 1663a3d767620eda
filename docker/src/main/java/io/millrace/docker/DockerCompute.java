package io.millrace.docker;

import io.millrace.runtime.compute.Compute;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.container.BundleException;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.StoredResult;
import io.millrace.runtime.task.TaskSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs tasks in containers of this machine, as many at once as the run allows. */
final class DockerCompute implements Compute {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ComputeRequest request;
  private final DockerEngine engine;
  private final Images images;
  private final Preparation preparation;
  private boolean preparing;
  private boolean prepared;
  private final Map<ContainerTask, Thread> running = new ConcurrentHashMap<>();

  DockerCompute(ComputeRequest request) {
    this.request = request;
    this.engine = new DockerEngine(request.settings());
    this.images = new Images(engine);
    this.preparation = new Preparation(request, engine);
    daemon(this::removeLeftovers, "containers-left").start();
  }

  private static Thread daemon(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Removes the containers of runs whose process was killed. */
  private void removeLeftovers() {
    try {
      for (DockerEngine.Found each : engine.labelled(Labels.OWNER)) {
        if (Owner.isGone(each.label(), each.ended())) {
          engine.remove(each.id());
        }
      }
    } catch (EngineException e) {
      // the first task tells what is wrong with the engine
    }
  }

  @Override
  public synchronized void warmUp(int tasks) {
    if (!preparing) {
      preparing = true;
      daemon(this::prepare, "containers").start();
    }
  }

  /** Before any task starts, as the time that it takes is none of theirs. */
  private void prepare() {
    try {
      preparation.make(request.events()::notice);
    } catch (BundleException | EngineException e) {
      // each task hears the same, and tells
    } finally {
      synchronized (this) {
        prepared = true;
      }
      request.events().roomMade();
    }
  }

  @Override
  public synchronized boolean start(TaskSpec task, StepPlan plan, int waiting) {
    warmUp(waiting);
    if (!prepared) {
      return false;
    }
    TaskPath path =
        new TaskPath(request.plan().flow().name(), request.run().run(), task.step(), task.task());
    AttemptStore attempt = request.datastore().attempt(path, task.attempt());
    ContainerTask container =
        new ContainerTask(
            task,
            plan,
            preparation,
            engine,
            images,
            request.events(),
            () -> StoredResult.of(attempt));
    Thread thread =
        daemon(
            () -> {
              container.run();
              running.remove(container);
            },
            "container-" + task.step() + "-" + task.task());
    running.put(container, thread);
    thread.start();
    return true;
  }

  @Override
  public void kill(TaskSpec task) {
    running.keySet().stream().filter(each -> each.runs(task)).forEach(this::kill);
  }

  /** Apart, as an engine may take its time, and the run goes on meanwhile. */
  private void kill(ContainerTask task) {
    Runnable kill =
        () -> {
          try {
            task.kill();
          } catch (EngineException e) {
            // its own thread hears the same from the engine, and tells
          }
        };
    daemon(kill, "container-kill").start();
  }

  @Override
  public void close() {
    running.keySet().forEach(this::kill);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Thread thread : running.values()) {
        thread.join(Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
      }
      engine.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      preparation.close();
    }
  }
}
