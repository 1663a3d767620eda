package io.millrace.runtime.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One stream of one attempt, gathered line by line. */
public final class TaskLog {
  /** Metaflow's limit to a log. */
  public static final int LONGEST = 10 << 20;

  private static final String TRUNCATED = "[TRUNCATED - MAXIMUM LOG FILE SIZE REACHED]";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final Pattern LINE =
      Pattern.compile("(?:\\[!)?\\[MFLOG\\|0\\|(.+?)Z\\|(.+?)\\|(.+?)\\](.*)", Pattern.DOTALL);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String source =
      new UUID(ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong())
          .toString();
  private final String origin;
  private int lines;
  private boolean truncated;

  /** Who has gathered the lines. */
  public enum Source {
    /** The scheduler. */
    RUNTIME,
    /** The task, or the machine that it ran on. */
    TASK
  }

  /** An empty log. */
  public TaskLog(Source source) {
    this.origin = source.name().toLowerCase(Locale.ROOT);
  }

  /** Adds a line that the task printed; what is over the limit is dropped, and a line says so. */
  public void add(byte[] line) {
    if (truncated) {
      return;
    }
    if (bytes.size() + line.length > LONGEST) {
      truncated = true;
      append(TRUNCATED.getBytes(StandardCharsets.UTF_8));
    } else {
      append(line);
    }
  }

  private void append(byte[] line) {
    String head =
        "[MFLOG|0|"
            + TIME.format(Instant.now())
            + "Z|"
            + origin
            + "|"
            + source
            + "-"
            + lines++
            + "]";
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(line);
    bytes.write('\n');
  }

  /** All of it, as it is stored. */
  public byte[] content() {
    return bytes.toByteArray();
  }

  /**
   * A line of a stored log.
   *
   * @param time when it was printed, in ISO 8601 and UTC; empty where that is not known
   * @param text what was printed
   */
  public record Line(String time, String text) {}

  /** The lines of a stored log. */
  public static List<Line> read(byte[] content) {
    List<Line> lines = new ArrayList<>();
    for (String text : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
      Matcher matcher = LINE.matcher(text);
      lines.add(
          matcher.matches()
              ? new Line(matcher.group(1) + "Z", matcher.group(4))
              : new Line("", text));
    }
    if (!lines.isEmpty() && lines.get(lines.size() - 1).text().isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }
}
