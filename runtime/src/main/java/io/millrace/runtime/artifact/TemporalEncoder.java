package io.millrace.runtime.artifact;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code java.time} as Python's {@code datetime}.
 *
 * <p>Python keeps microseconds. What is left of the nanoseconds is pushed and popped before the
 * object is made, which Python passes over and {@link PickleInput} does not.
 */
final class TemporalEncoder {
  private static final String MODULE = "datetime";
  private static final long SECONDS_A_DAY = 86_400;

  private final PickleOutput out;

  TemporalEncoder(PickleOutput out) {
    this.out = out;
  }

  /** Writes {@code value} if it is a time of some kind. */
  boolean write(Object value) throws IOException {
    if (value instanceof LocalDate date) {
      out.global(MODULE, "date");
      byte[] bytes = new byte[4];
      putDate(bytes, date, false);
      out.binary(bytes);
      out.tuple(1);
      out.op(PickleOutput.REDUCE);
    } else if (value instanceof LocalTime time) {
      time(time, null);
    } else if (value instanceof OffsetTime time) {
      time(time.toLocalTime(), time.getOffset());
    } else if (value instanceof LocalDateTime dateTime) {
      dateTime(dateTime, null, false);
    } else if (value instanceof Instant instant) {
      dateTime(local(instant), ZoneOffset.UTC, false);
    } else if (value instanceof Date date) {
      dateTime(local(instant(date)), ZoneOffset.UTC, false);
    } else if (value instanceof OffsetDateTime dateTime) {
      dateTime(dateTime.toLocalDateTime(), dateTime.getOffset(), false);
    } else if (value instanceof ZonedDateTime dateTime) {
      boolean fold =
          !dateTime.withEarlierOffsetAtOverlap().getOffset().equals(dateTime.getOffset());
      dateTime(dateTime.toLocalDateTime(), dateTime.getZone(), fold);
    } else if (value instanceof Duration duration) {
      duration(duration);
    } else {
      return false;
    }
    return true;
  }

  private static Instant instant(Date date) {
    boolean fine = date.getClass() != Date.class && date instanceof java.sql.Timestamp;
    return fine ? date.toInstant() : Instant.ofEpochMilli(date.getTime());
  }

  private static LocalDateTime local(Instant instant) {
    try {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    } catch (java.time.DateTimeException e) {
      throw outOfRange(instant);
    }
  }

  private void dateTime(LocalDateTime value, @Nullable ZoneId zone, boolean fold)
      throws IOException {
    byte[] bytes = new byte[10];
    putDate(bytes, value.toLocalDate(), fold);
    putTime(bytes, 4, value.toLocalTime());
    build("datetime", bytes, zone, value.getNano() % 1000);
  }

  private void time(LocalTime value, @Nullable ZoneId zone) throws IOException {
    byte[] bytes = new byte[6];
    putTime(bytes, 0, value);
    build("time", bytes, zone, value.getNano() % 1000);
  }

  private void build(String name, byte[] bytes, @Nullable ZoneId zone, int nanos)
      throws IOException {
    out.global(MODULE, name);
    out.binary(bytes);
    if (zone == null) {
      out.tuple(1);
    } else {
      zone(zone);
      out.tuple(2);
    }
    hide(nanos);
    out.op(PickleOutput.REDUCE);
  }

  private void zone(ZoneId zone) throws IOException {
    if (zone instanceof ZoneOffset offset) {
      out.global(MODULE, "timezone");
      duration(Duration.ofSeconds(offset.getTotalSeconds()));
      out.tuple(1);
    } else {
      out.global("zoneinfo", "ZoneInfo._unpickle");
      out.text(zone.getId());
      out.number(1L);
      out.tuple(2);
    }
    out.op(PickleOutput.REDUCE);
  }

  private void duration(Duration value) throws IOException {
    long days = Math.floorDiv(value.getSeconds(), SECONDS_A_DAY);
    if (Math.abs(days) > 999_999_999) {
      throw outOfRange(value);
    }
    out.global(MODULE, "timedelta");
    out.number(days);
    out.number(Math.floorMod(value.getSeconds(), SECONDS_A_DAY));
    out.number((long) value.getNano() / 1000);
    out.tuple(3);
    hide(value.getNano() % 1000);
    out.op(PickleOutput.REDUCE);
  }

  private void hide(int nanos) throws IOException {
    if (nanos != 0) {
      out.number((long) nanos);
      out.op(PickleOutput.POP);
    }
  }

  private static void putDate(byte[] bytes, LocalDate date, boolean fold) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw outOfRange(date);
    }
    bytes[0] = (byte) (date.getYear() >> 8);
    bytes[1] = (byte) date.getYear();
    bytes[2] = (byte) (date.getMonthValue() | (fold ? 0x80 : 0));
    bytes[3] = (byte) date.getDayOfMonth();
  }

  private static void putTime(byte[] bytes, int at, LocalTime time) {
    int micros = time.getNano() / 1000;
    bytes[at] = (byte) time.getHour();
    bytes[at + 1] = (byte) time.getMinute();
    bytes[at + 2] = (byte) time.getSecond();
    bytes[at + 3] = (byte) (micros >> 16);
    bytes[at + 4] = (byte) (micros >> 8);
    bytes[at + 5] = (byte) micros;
  }

  private static ArtifactException outOfRange(Object value) {
    return new ArtifactException(
        value
            + " is out of the range of Python's datetime (years 1 to 9999). Store it as a text or a number.");
  }
}
