package io.millrace.runtime.log;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes lines of bytes that come in pieces. */
public final class LineSplitter {
  /**
   * A line that has more bytes comes in parts: no log holds more. A part ends where a character of
   * UTF-8 does, so all but the last have at most three bytes less.
   */
  public static final int LONGEST_LINE = TaskLog.LONGEST;

  private static final int LONGEST_CHARACTER = 4;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Sink sink;

  /** Takes lines. */
  public interface Sink {
    /**
     * Takes a line, or a part of one that is too long.
     *
     * @param ends whether the line ends with it
     */
    void take(byte[] line, boolean ends);
  }

  /**
   * @param sink is given each line without its end
   */
  public LineSplitter(Sink sink) {
    this.sink = sink;
  }

  /**
   * @param lines is given each line without its end; one that is too long comes in parts
   */
  public LineSplitter(Consumer<byte[]> lines) {
    this((line, ends) -> lines.accept(line));
  }

  /** Takes the first {@code count} of {@code bytes}. */
  public void take(byte[] bytes, int count) {
    take(bytes, 0, count);
  }

  /** Takes {@code count} of {@code bytes}, {@code from} on. */
  public void take(byte[] bytes, int from, int count) {
    int start = from;
    for (int i = from; i < from + count; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i - start);
        give(line.size(), true);
        start = i + 1;
      } else if (line.size() + i - start >= LONGEST_LINE) {
        line.write(bytes, start, i - start);
        start = i;
        give(bytes[i]);
      }
    }
    line.write(bytes, start, from + count - start);
  }

  /** There is no more to come: what has no end of line is a line. */
  public void end() {
    if (line.size() > 0) {
      give(line.size(), true);
    }
  }

  /** Gives what there is, but for a character that {@code next} continues. */
  private void give(byte next) {
    byte[] all = line.toByteArray();
    int end = all.length;
    if (continues(next)) {
      int first = end - 1;
      while (first > end - LONGEST_CHARACTER && continues(all[first])) {
        first--;
      }
      end = continues(all[first]) ? end : first; // else it is not UTF-8
    }
    give(end, false);
    line.write(all, end, all.length - end);
  }

  private static boolean continues(byte next) {
    return (next & 0xc0) == 0x80;
  }

  private void give(int count, boolean ends) {
    byte[] all = line.toByteArray();
    line.reset();
    sink.take(count == all.length ? all : Arrays.copyOf(all, count), ends);
  }
}
