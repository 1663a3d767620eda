package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AheadTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void resultsComeInOrderAndNoMoreAreHeldThanAllowed() {
    AtomicInteger held = new AtomicInteger();
    List<Integer> results = new ArrayList<>();
    try (Ahead<Integer> ahead =
        new Ahead<>(
            1000,
            4,
            threads,
            number -> {
              assertTrue(held.incrementAndGet() <= 5, "too many are held");
              return number * 2;
            })) {
      while (ahead.hasNext()) {
        results.add(ahead.next().join());
        held.decrementAndGet();
      }
    }
    assertEquals(IntStream.range(0, 1000).mapToObj(number -> number * 2).toList(), results);
  }

  @Test
  void whatFailsIsToldInItsTurnAndClosingWaitsForTheRest() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    try (Ahead<Integer> ahead =
        new Ahead<>(
            100,
            3,
            threads,
            number -> {
              begun.incrementAndGet();
              try {
                if (number == 1) {
                  throw new IllegalStateException("one");
                }
                return number;
              } finally {
                ended.incrementAndGet();
              }
            })) {
      assertEquals(0, ahead.next().join());
      CompletionException failure =
          assertThrows(CompletionException.class, () -> ahead.next().join());
      assertTrue(String.valueOf(failure.getMessage()).endsWith("one"), failure::toString);
    }
    assertEquals(begun.get(), ended.get());
    assertTrue(begun.get() <= 5, () -> begun + " were begun");
  }

  @Test
  void ofNothingThereIsNothing() {
    try (Ahead<Integer> ahead = new Ahead<>(0, 4, threads, number -> number)) {
      assertEquals(false, ahead.hasNext());
    }
  }
}
