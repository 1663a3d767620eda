package io.millrace.kubernetes;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a log has been read, so that it can be asked for again from there. A server takes whole
 * seconds alone, and sends all lines of the second again; clocks are set back, and lines of two
 * streams do not come in the order of their times.
 */
final class LogPosition {
  private static final int REMEMBERED = 5;

  private final Map<Instant, Integer> lines = new TreeMap<>();
  private Optional<Instant> last = Optional.empty();

  /** The time that a line begins with; empty if it begins with none. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A line has come. */
  void received(Instant time) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    last = Optional.of(second);
    lines.merge(second, 1, Integer::sum);
    Iterator<Instant> oldest = lines.keySet().iterator();
    while (lines.size() > REMEMBERED && oldest.hasNext()) {
      if (!oldest.next().equals(second)) {
        oldest.remove();
      }
    }
  }

  /** From when on the log is to be asked for; empty for all of it. */
  Optional<Instant> since() {
    return last;
  }

  /** How many of the lines that come then have come before. */
  int repeated() {
    return last.isEmpty()
        ? 0
        : lines.entrySet().stream()
            .filter(each -> !each.getKey().isBefore(last.get()))
            .mapToInt(Map.Entry::getValue)
            .sum();
  }
}
