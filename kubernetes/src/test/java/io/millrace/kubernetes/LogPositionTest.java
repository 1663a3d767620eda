package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogPositionTest {
  private final LogPosition position = new LogPosition();

  private void received(String... times) {
    for (String each : times) {
      position.received(LogPosition.time(each).orElseThrow());
    }
  }

  private void assertGoesOn(String since, int repeated) {
    assertEquals(Optional.of(Instant.parse(since)), position.since());
    assertEquals(repeated, position.repeated());
  }

  @Test
  void aLogThatNobodyHasReadIsReadFromItsStart() {
    assertEquals(Optional.empty(), position.since());
    assertEquals(0, position.repeated());
  }

  @Test
  void allLinesOfTheLastSecondComeAgain() {
    received("2026-11-24T12:00:01.900000000Z");
    received("2026-11-24T12:00:02.100000000Z", "2026-11-24T12:00:02.100000000Z");
    assertGoesOn("2026-11-24T12:00:02Z", 2);
  }

  @Test
  void aNodeMayHaveATimeZone() {
    received("2026-11-24T14:00:02.100000000+02:00");
    assertGoesOn("2026-11-24T12:00:02Z", 1);
  }

  @Test
  void aClockThatWasSetBackMakesEarlierLinesComeLater() {
    received("2026-11-24T12:00:05.1Z", "2026-11-24T12:00:05.2Z", "2026-11-24T12:00:02.1Z");
    assertGoesOn("2026-11-24T12:00:02Z", 3);
  }

  @Test
  void whatIsNoTimeIsNone() {
    assertEquals(Optional.empty(), LogPosition.time("unable"));
    assertEquals(Optional.empty(), LogPosition.time(""));
  }
}
