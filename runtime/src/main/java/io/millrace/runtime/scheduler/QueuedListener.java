package io.millrace.runtime.scheduler;

import io.millrace.runtime.datastore.AttemptStore.LogStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on to a listener in order, by a thread of its own: a terminal that takes nothing for a
 * while, as {@code run | less} does, holds up neither timeouts nor tasks that print nothing.
 *
 * <p>What tasks print waits in a room of a few megabytes. Who reads it from a task must ask for
 * room first, and waits where there is none, and so does the task that prints.
 */
final class QueuedListener implements RunListener, AutoCloseable {
  private static final int ROOM = 4 << 20;

  /** What a line takes beside its bytes, about. */
  private static final int OVERHEAD = 200;

  private static final long PATIENCE_MILLIS = 5000;

  private final RunListener listener;
  private final LinkedBlockingQueue<Consumer<RunListener>> calls = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(ROOM, true);
  private final Thread thread = new Thread(this::passOn, "output");
  private volatile boolean unbounded;
  private boolean ended;
  private volatile @Nullable RuntimeException failure;

  QueuedListener(RunListener listener) {
    this.listener = listener;
    thread.setDaemon(true);
    thread.start();
  }

  private void passOn() {
    try {
      boolean more = true;
      while (more) {
        Consumer<RunListener> call = calls.take();
        if (failure == null) {
          pass(call);
        }
        more = !(call instanceof End);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  private void pass(Consumer<RunListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException e) { // the scheduler's thread throws it, when the run has ended
      failure = e;
      stopWaiting();
    }
  }

  /** The last of all calls. */
  private record End(Optional<RunOutcome> outcome) implements Consumer<RunListener> {
    @Override
    public void accept(RunListener listener) {
      outcome.ifPresent(listener::runEnded);
    }
  }

  /** Waits until there is room for {@code line}, which is then printed or dropped. */
  void awaitRoom(byte[] line) {
    if (!unbounded) {
      room.acquireUninterruptibly(size(line));
    }
  }

  /** From here on nobody waits for room. */
  void stopWaiting() {
    unbounded = true;
    room.release(Integer.MAX_VALUE / 2);
  }

  private static int size(byte[] line) {
    return Math.min(line.length + OVERHEAD, ROOM);
  }

  /** Frees the room of a line that nobody is to see. */
  void drop(byte[] line) {
    if (!unbounded) {
      room.release(size(line));
    }
  }

  /** Passes on a line that there was room for, which is free again when it is printed. */
  void printedFromRoom(String task, LogStream stream, byte[] line) {
    calls.add(
        to -> {
          to.printed(task, stream, line);
          drop(line);
        });
  }

  @Override
  public void printed(String task, LogStream stream, byte[] line) {
    calls.add(to -> to.printed(task, stream, line));
  }

  @Override
  public void runStarted(String run) {
    calls.add(to -> to.runStarted(run));
  }

  @Override
  public void cloned(int tasks) {
    calls.add(to -> to.cloned(tasks));
  }

  @Override
  public void notice(String text) {
    calls.add(to -> to.notice(text));
  }

  @Override
  public void taskStarted(String task, int attempt) {
    calls.add(to -> to.taskStarted(task, attempt));
  }

  @Override
  public void taskDone(String task) {
    calls.add(to -> to.taskDone(task));
  }

  @Override
  public void split(String task, int splits) {
    calls.add(to -> to.split(task, splits));
  }

  @Override
  public void taskRetried(String task, String why, Duration delay) {
    calls.add(to -> to.taskRetried(task, why, delay));
  }

  @Override
  public void taskCaught(String task, String why) {
    calls.add(to -> to.taskCaught(task, why));
  }

  @Override
  public void taskFailed(String task, String why) {
    calls.add(to -> to.taskFailed(task, why));
  }

  /** Only the newest state matters, so none is told that comes too late. */
  @Override
  public void progress(int done, int running, int failed, int known) {
    if (calls.isEmpty()) {
      calls.add(to -> to.progress(done, running, failed, known));
    }
  }

  /** Returns when all is told; after Ctrl-C it waits for a while alone. */
  @Override
  public void runEnded(RunOutcome outcome) {
    boolean interrupted = outcome.state() == RunOutcome.State.INTERRUPTED;
    end(Optional.of(outcome), interrupted ? PATIENCE_MILLIS : 0);
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  /** Waits for a while until all is told, if the run has not ended as it should. */
  @Override
  public void close() {
    if (!ended) {
      end(Optional.empty(), PATIENCE_MILLIS);
    }
  }

  private void end(Optional<RunOutcome> outcome, long patience) {
    ended = true;
    calls.add(new End(outcome));
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
