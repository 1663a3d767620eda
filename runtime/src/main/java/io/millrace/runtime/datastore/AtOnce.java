package io.millrace.runtime.datastore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Makes several requests at once, where each takes a while and most of that is waiting. */
final class AtOnce {
  private static final int MOST = 16;
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          MOST,
          body -> {
            Thread thread = new Thread(body, "datastore");
            thread.setDaemon(true);
            return thread;
          });

  private AtOnce() {}

  /** Begins something; {@link #await} says how it ended. */
  static CompletableFuture<Void> begin(Runnable action) {
    return CompletableFuture.runAsync(action, THREADS);
  }

  /** What {@code function} makes of each of {@code items}, in their order. */
  static <T, R> List<R> map(List<T> items, Function<T, R> function) {
    List<CompletableFuture<R>> begun = new ArrayList<>();
    for (T item : items) {
      begun.add(CompletableFuture.supplyAsync(() -> function.apply(item), THREADS));
    }
    List<R> results = new ArrayList<>();
    begun.forEach(each -> results.add(await(each)));
    return results;
  }

  /** Waits; throws what the action threw. */
  static <T> T await(CompletableFuture<T> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
