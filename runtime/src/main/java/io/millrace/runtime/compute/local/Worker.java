package io.millrace.runtime.compute.local;

import io.millrace.runtime.compute.ExitCode;
import io.millrace.runtime.compute.TaskEvents;
import io.millrace.runtime.compute.TaskEvents.Ending;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.locale.PlainLocale;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import io.millrace.runtime.worker.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One worker process, its streams and what it is doing. */
final class Worker {
  private static final long GRACE_MILLIS = 2000;

  private final int number;
  private final Process process;
  private final Map<String, String> environment;
  private final TaskEvents events;
  private final WorkerPool pool;
  private @Nullable Wire wire;
  private @Nullable SocketChannel channel;
  private @Nullable TaskSpec task;
  private @Nullable TaskResult result;
  private String nonce = "";
  private int marksLeft;
  private boolean killed;
  private boolean retired;

  private Worker(
      int number,
      Process process,
      Map<String, String> environment,
      TaskEvents events,
      WorkerPool pool) {
    this.number = number;
    this.process = process;
    this.environment = environment;
    this.events = events;
    this.pool = pool;
  }

  static Worker start(
      int number,
      Path socket,
      Path uploads,
      Map<String, String> environment,
      TaskEvents events,
      WorkerPool pool) {
    try {
      ProcessBuilder builder = new ProcessBuilder(JavaCommand.worker(socket, number, uploads));
      builder.environment().putAll(PlainLocale.variables());
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      Worker worker = new Worker(number, builder.start(), environment, events, pool);
      worker.watch();
      return worker;
    } catch (IOException e) {
      throw new UncheckedIOException("A worker cannot be started: " + e.getMessage(), e);
    }
  }

  private void watch() {
    OutputReader out =
        new OutputReader(
            process.getInputStream(), line -> printed(LogStream.STDOUT, line), this::marked);
    OutputReader err =
        new OutputReader(
            process.getErrorStream(), line -> printed(LogStream.STDERR, line), this::marked);
    Thread outThread = daemon(out, "worker-" + number + "-out");
    Thread errThread = daemon(err, "worker-" + number + "-err");
    daemon(() -> awaitEnd(outThread, out, errThread, err), "worker-" + number + "-end");
  }

  private static Thread daemon(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  int number() {
    return number;
  }

  Map<String, String> environment() {
    return environment;
  }

  synchronized boolean isStarting() {
    return wire == null;
  }

  synchronized boolean isFree() {
    return wire != null && task == null && !retired && !killed;
  }

  synchronized boolean runs(TaskSpec other) {
    return task == other;
  }

  synchronized void connected(Wire connected, SocketChannel over) {
    wire = connected;
    channel = over;
    daemon(() -> readResults(connected), "worker-" + number + "-results");
  }

  synchronized void run(TaskSpec next, Optional<CatchPolicy> caught) {
    task = next;
    result = null;
    marksLeft = 2;
    nonce =
        Long.toHexString(ThreadLocalRandom.current().nextLong())
            + Long.toHexString(ThreadLocalRandom.current().nextLong());
    try {
      if (wire != null) {
        wire.send(
            new Wire.Order(
                next,
                nonce,
                caught.isPresent(),
                caught.map(CatchPolicy::var).orElse(""),
                caught.map(CatchPolicy::printException).orElse(false)));
      }
    } catch (IOException e) {
      kill(); // it has died; its end is told like any other
    }
  }

  /** Kills the process and all that it started. */
  synchronized void kill() {
    killed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits where there is no room for the line, and so without the lock. */
  private void printed(LogStream stream, byte[] line) {
    TaskSpec of;
    synchronized (this) {
      of = task;
    }
    if (of != null) {
      events.printed(of, stream, line);
    }
  }

  private synchronized void marked(String mark) {
    if (mark.equals(nonce)) {
      marksLeft--;
      finishIfAllIsIn();
    }
  }

  private void readResults(Wire from) {
    try {
      while (true) {
        TaskResult next = from.readResult();
        synchronized (this) {
          result = next;
          finishIfAllIsIn();
        }
      }
    } catch (IOException e) {
      // the process has ended; awaitEnd() tells
    }
  }

  /**
   * A task has ended when its result and the marks on both streams have come, in whatever order.
   */
  private void finishIfAllIsIn() {
    if (task == null || result == null || marksLeft > 0) {
      return;
    }
    TaskSpec done = task;
    TaskResult known = result;
    task = null;
    retired = !known.retire().isEmpty();
    events.ended(done, known, new Ending(known.ok() ? 0 : 1, false, false));
    if (retired) {
      daemon(() -> pool.dismiss(this), "worker-" + number + "-retire");
    }
    events.roomMade();
  }

  private void awaitEnd(Thread outThread, OutputReader out, Thread errThread, OutputReader err) {
    try {
      int code = process.waitFor();
      awaitOutput(outThread, out);
      awaitOutput(errThread, err);
      close();
      pool.dismiss(this);
      TaskSpec lost;
      synchronized (this) {
        lost = task;
        task = null;
      }
      if (lost != null) {
        events.ended(lost, TaskResult.failed(ExitCode.words(code)), new Ending(code, killed, true));
      }
      events.roomMade();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it has printed may wait for room; a process that it left may hold the stream open. */
  private static void awaitOutput(Thread thread, OutputReader reader) throws InterruptedException {
    do {
      thread.join(GRACE_MILLIS);
    } while (reader.isDelivering());
  }

  private void close() {
    try {
      SocketChannel open = channel;
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
