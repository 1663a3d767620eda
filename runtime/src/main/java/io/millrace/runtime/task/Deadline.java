package io.millrace.runtime.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the wait for a step that takes longer than its {@code @Timeout}: the step is interrupted,
 * and given a moment to end by itself; what its flow holds then is kept.
 */
final class Deadline {
  /** For a step that hears of the interrupt. */
  private static final long GRACE_MILLIS = 500;

  private final Optional<Duration> limit;
  private boolean passed;

  /**
   * @param limit none if the step may take for ever
   */
  Deadline(Optional<Duration> limit) {
    this.limit = limit;
  }

  /** Code of the user's. */
  interface Code {
    void run() throws Throwable;
  }

  /** Whether the step took too long; it may still run. */
  boolean isPassed() {
    return passed;
  }

  /**
   * Runs {@code code} to its end, or to the deadline.
   *
   * @throws TimeoutException at the deadline, with the stack trace of where the code was
   * @throws Throwable whatever the code throws
   */
  void call(Code code) throws Throwable {
    if (limit.isEmpty()) {
      code.run();
      return;
    }
    Running running = new Running(code);
    Thread thread = new Thread(running, Thread.currentThread().getName());
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    thread.join(Math.max(1, limit.get().toMillis()));
    StackTraceElement[] place = thread.getStackTrace();
    if (thread.isAlive()) {
      passed = true;
      thread.interrupt();
      thread.join(GRACE_MILLIS);
      TimeoutException late = new TimeoutException(TimeLimit.exceeded(limit.get()));
      late.setStackTrace(place);
      throw late;
    }
    Throwable failure = running.failure;
    if (failure != null) {
      throw failure;
    }
  }

  private static final class Running implements Runnable {
    private final Code code;
    private volatile @Nullable Throwable failure;

    Running(Code code) {
      this.code = code;
    }

    @Override
    public void run() {
      try {
        code.run();
      } catch (Throwable e) { // whatever the user's code throws is its failure
        failure = e;
      }
    }
  }
}
