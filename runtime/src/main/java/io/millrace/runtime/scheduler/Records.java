package io.millrace.runtime.scheduler;

import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the scheduler notes of attempts: where the datastore is far away, while the scheduler
 * goes on, in no order.
 */
final class Records implements AutoCloseable {
  private static final int AT_ONCE = 8;

  /** How many may wait, as each holds a log in memory. */
  private static final int WAITING = 64;

  private static final int SECONDS_TO_WRITE = 600;

  private final boolean direct;
  private final Runnable failed;
  private final AtomicReference<@Nullable UncheckedIOException> failure = new AtomicReference<>();
  private final Semaphore room = new Semaphore(WAITING);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          body -> {
            Thread thread = new Thread(body, "records");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param direct whether to write at once, as in a datastore on this machine
   * @param failed hears, in any thread, that {@link #check} has something to tell
   */
  Records(boolean direct, Runnable failed) {
    this.direct = direct;
    this.failed = failed;
  }

  /** Has something written; waits as long as too much else is to be written. */
  void write(Runnable writing) {
    if (direct) {
      writing.run();
      return;
    }
    room.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            writing.run();
          } catch (UncheckedIOException e) {
            failure.compareAndSet(null, e);
            failed.run();
          } finally {
            room.release();
          }
        });
  }

  /**
   * Tells what could not be written.
   *
   * @throws UncheckedIOException the first failure, if there was one
   */
  void check() {
    UncheckedIOException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  /** Waits until all is written. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SECONDS_TO_WRITE, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
