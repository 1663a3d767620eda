package io.millrace.docker;

import io.millrace.runtime.compute.TaskEvents;
import io.millrace.runtime.container.BundleException;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt in its container, from the image to the removal; it has a thread of its own. */
final class ContainerTask implements Runnable {
  private static final String STOPPED = "it was stopped before it started";

  private final TaskSpec task;
  private final StepPlan plan;
  private final Preparation preparation;
  private final DockerEngine engine;
  private final Images images;
  private final TaskEvents events;
  private final Supplier<Optional<TaskResult>> stored;
  private String container = "";
  private @Nullable Thread thread;
  private boolean killed;

  /**
   * @param stored reads what the attempt left
   */
  ContainerTask(
      TaskSpec task,
      StepPlan plan,
      Preparation preparation,
      DockerEngine engine,
      Images images,
      TaskEvents events,
      Supplier<Optional<TaskResult>> stored) {
    this.task = task;
    this.plan = plan;
    this.preparation = preparation;
    this.engine = engine;
    this.images = images;
    this.events = events;
    this.stored = stored;
  }

  @Override
  public void run() {
    ContainerOutcome outcome;
    try {
      outcome = attempt();
    } catch (EngineException | BundleException | InterruptedException e) {
      outcome =
          ContainerOutcome.failed(
              isKilled() ? STOPPED : String.valueOf(e.getMessage()), isKilled());
    } catch (RuntimeException
        | Error e) { // ours: the trace is for us, and the run must hear of the end
      e.printStackTrace();
      outcome = ContainerOutcome.failed("the runtime failed: " + e, isKilled());
    }
    events.ended(task, outcome.result(), outcome.ending());
    events.roomMade();
    remove();
  }

  private ContainerOutcome attempt() throws EngineException, BundleException, InterruptedException {
    preparation.make(this::tell);
    ContainerSpec spec = preparation.container(task, plan);
    events.imageFound(task, image(spec));
    if (isKilled() || !made(engine.create(spec))) {
      return ContainerOutcome.failed(STOPPED, true);
    }
    ContainerOutput lines =
        new ContainerOutput((stream, line) -> events.printed(task, stream, line));
    DockerEngine.Output output = engine.attach(container, lines);
    engine.start(container);
    if (isKilled()) {
      engine.kill(container); // there was nothing to kill before
    }
    output.await();
    lines.end();
    DockerEngine.Exit exit = engine.await(container);
    return ContainerOutcome.of(exit, stored.get(), isKilled(), ContainerSpec.memory(plan));
  }

  /** What takes long is told as the task's, whose reader waits for it. */
  private void tell(String news) {
    events.notice(task, news);
  }

  /** Waits for the image; that alone may be interrupted, as nothing of it has to be undone. */
  private String image(ContainerSpec spec) throws EngineException, InterruptedException {
    try {
      waiting(Thread.currentThread());
      return images.require(spec, plan, this::tell);
    } finally {
      waiting(null);
      Thread.interrupted(); // it was meant for the waiting, not for what follows
    }
  }

  private synchronized void waiting(@Nullable Thread waiting) throws InterruptedException {
    thread = waiting;
    if (waiting != null && killed) {
      throw new InterruptedException();
    }
  }

  private synchronized boolean made(String id) {
    container = id;
    return !killed;
  }

  private synchronized boolean isKilled() {
    return killed;
  }

  boolean runs(TaskSpec other) {
    return task == other;
  }

  /** Ends the attempt by force, whatever it is at. */
  void kill() throws EngineException {
    String started;
    synchronized (this) {
      killed = true;
      started = container;
      if (thread != null) {
        thread.interrupt();
      }
    }
    if (!started.isEmpty()) {
      engine.kill(started);
    }
  }

  private void remove() {
    if (!container.isEmpty()) {
      try {
        engine.remove(container);
      } catch (EngineException e) {
        events.notice(
            "The container " + container + " could not be removed: " + e.getMessage() + ".");
      }
    }
  }
}
