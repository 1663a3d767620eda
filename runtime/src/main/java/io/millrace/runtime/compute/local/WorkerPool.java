package io.millrace.runtime.compute.local;

import io.millrace.runtime.compute.Compute;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.compute.TaskEvents;
import io.millrace.runtime.plan.StepPlan;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Temporary;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import io.millrace.runtime.worker.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warm worker processes, each with one task at a time.
 *
 * <p>A worker is started when a task wants one and none is free, at most as many at once as there
 * are processors. Tasks that set variables get workers that have them.
 */
public final class WorkerPool implements Compute {
  private final RunSpec run;
  private final int most;
  private final TaskEvents events;
  private final Path folder;
  private final ServerSocketChannel server;
  private final List<Worker> workers = new ArrayList<>();
  private int started;

  public WorkerPool(ComputeRequest request) {
    this.run = request.run();
    this.most = request.most();
    this.events = request.events();
    try {
      this.folder = Temporary.folder("workers-");
      this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
    } catch (IOException e) {
      throw new UncheckedIOException("Workers cannot be started: " + e.getMessage(), e);
    }
    Thread doorman = new Thread(this::accept, "workers");
    doorman.setDaemon(true);
    doorman.start();
  }

  @Override
  public synchronized void warmUp(int tasks) {
    startWorkers(tasks, Map.of());
  }

  @Override
  public synchronized boolean start(TaskSpec task, StepPlan plan, int waiting) {
    Map<String, String> environment = plan.environment();
    for (Worker worker : workers) {
      if (worker.isFree() && worker.environment().equals(environment)) {
        worker.run(task, plan.catchPolicy());
        return true;
      }
    }
    if (workers.size() >= most) {
      workers.stream().filter(Worker::isFree).findFirst().ifPresent(this::dismiss);
    }
    startWorkers(waiting, environment);
    return false;
  }

  /** Starts workers until as many start as tasks wait, but no more than there are processors. */
  private void startWorkers(int waiting, Map<String, String> environment) {
    long starting = workers.stream().filter(Worker::isStarting).count();
    long wanted = Math.min(waiting, Runtime.getRuntime().availableProcessors());
    for (long i = starting; i < wanted && workers.size() < most; i++) {
      Path uploads = new LocalStorage(Path.of(run.local())).lend();
      workers.add(
          Worker.start(++started, folder.resolve("socket"), uploads, environment, events, this));
    }
  }

  @Override
  public synchronized void kill(TaskSpec task) {
    workers.stream().filter(worker -> worker.runs(task)).forEach(Worker::kill);
  }

  /** Forgets a worker that has ended, or must. */
  synchronized void dismiss(Worker worker) {
    workers.remove(worker);
    worker.kill();
  }

  private void accept() {
    try {
      while (true) {
        greet(server.accept());
      }
    } catch (ClosedChannelException e) {
      return; // the pool is closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A worker that dies while it says hello is told by its end, as any other. */
  private void greet(SocketChannel channel) throws IOException {
    try {
      Wire wire = new Wire(channel);
      int number = wire.readHello();
      wire.send(run);
      find(number).ifPresent(worker -> worker.connected(wire, channel));
      events.roomMade();
    } catch (IOException e) {
      channel.close();
    }
  }

  private synchronized Optional<Worker> find(int number) {
    return workers.stream().filter(worker -> worker.number() == number).findFirst();
  }

  @Override
  public synchronized void close() {
    List.copyOf(workers).forEach(this::dismiss);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
