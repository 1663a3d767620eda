package io.millrace.runtime.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allIsWrittenWhenItIsClosed(boolean direct) {
    Set<Integer> written = ConcurrentHashMap.newKeySet();
    try (Records records = new Records(direct, () -> {})) {
      for (int i = 0; i < 1000; i++) {
        int number = i;
        records.write(() -> written.add(number));
      }
    }
    assertEquals(1000, written.size());
  }

  @Test
  void aFailureIsHeardOnceItIsAskedForAndTheRestIsWritten() {
    UncheckedIOException failure = new UncheckedIOException(new IOException("no room"));
    AtomicInteger heard = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    Records records = new Records(false, heard::incrementAndGet);
    records.check();
    records.write(
        () -> {
          throw failure;
        });
    records.write(written::incrementAndGet);
    records.close();
    assertEquals(1, heard.get());
    assertEquals(1, written.get());
    assertSame(failure, assertThrows(UncheckedIOException.class, records::check));
  }
}
