package io.millrace.runtime.log;

import io.millrace.runtime.storage.Temporary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import org.jspecify.annotations.Nullable;

/**
 * One stream of one attempt, gathered line by line: in memory as long as it is short, as there may
 * be thousands, and then in a temporary file.
 */
public final class TaskLog implements AutoCloseable {
  /** Metaflow's limit to a log. */
  public static final int LONGEST = 10 << 20;

  private static final String TRUNCATED = "[TRUNCATED - MAXIMUM LOG FILE SIZE REACHED]";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final Pattern LINE =
      Pattern.compile("(?:\\[!)?\\[MFLOG\\|0\\|(.+?)Z\\|(.+?)\\|(.+?)\\](.*)", Pattern.DOTALL);

  private static final int SHORT = 64 << 10;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private boolean withoutFile;
  private long spooled;
  private long size;
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
    if (size + line.length > LONGEST) {
      truncated = true;
      append(TRUNCATED.getBytes(StandardCharsets.UTF_8));
    } else {
      append(line);
    }
  }

  /** Adds a last line, however long the log is. */
  public void conclude(String line) {
    append(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there is no line. */
  public boolean isEmpty() {
    return lines == 0;
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
    memory.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    memory.writeBytes(line);
    memory.write('\n');
    size += head.length() + line.length + 1;
    if (memory.size() > SHORT && !withoutFile) {
      spool();
    }
  }

  private void spool() {
    try {
      if (file == null) {
        file = Temporary.file("log-");
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(memory.toByteArray());
        for (long at = spooled; bytes.hasRemaining(); ) {
          at += channel.write(bytes, at);
        }
      }
      spooled += memory.size();
      memory.reset();
    } catch (IOException e) {
      withoutFile = true; // it stays in memory
    }
  }

  /** All of it, as it is stored. */
  public byte[] content() {
    byte[] rest = memory.toByteArray();
    if (file == null) {
      return rest;
    }
    try (InputStream in = Files.newInputStream(file);
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) size)) {
      all.writeBytes(in.readNBytes((int) spooled));
      all.writeBytes(rest);
      return all.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("A task's log cannot be read: " + e.getMessage(), e);
    }
  }

  /** Removes its file, if it has one. */
  @Override
  public void close() {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
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
