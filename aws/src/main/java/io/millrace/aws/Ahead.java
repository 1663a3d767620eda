package io.millrace.aws;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Works on numbers from 0 on in parallel, a few ahead of the one whose result is wanted next. */
final class Ahead<T> implements AutoCloseable {
  private final int count;
  private final int ahead;
  private final Executor threads;
  private final IntFunction<T> work;
  private static final int ALL_AHEAD = 32;
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final AtomicBoolean closed = new AtomicBoolean();
  private final ArrayDeque<CompletableFuture<T>> begun = new ArrayDeque<>();
  private int next;

  /**
   * @param count how many there are
   * @param ahead how many are worked on at once, which bounds what is held in memory; fewer where
   *     many others are open
   */
  Ahead(int count, int ahead, Executor threads, IntFunction<T> work) {
    this.count = count;
    this.ahead = ahead;
    this.threads = threads;
    this.work = work;
    OPEN.incrementAndGet();
    fill();
  }

  private void fill() {
    int most = Math.max(1, Math.min(ahead, ALL_AHEAD / Math.max(1, OPEN.get())));
    while (begun.size() < most && next < count) {
      int number = next++;
      begun.add(CompletableFuture.supplyAsync(() -> work.apply(number), threads));
    }
  }

  boolean hasNext() {
    return !begun.isEmpty();
  }

  /** The next result, complete or not. */
  CompletableFuture<T> next() {
    CompletableFuture<T> first = begun.remove();
    first.handle((result, failure) -> null).join();
    fill();
    return first;
  }

  /** Waits for what is begun, whose results nobody wants any more. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      OPEN.decrementAndGet();
    }
    next = count;
    begun.forEach(each -> each.handle((result, failure) -> null).join());
    begun.clear();
  }
}
