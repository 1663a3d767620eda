package io.millrace.runtime.compute;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Makes lines of bytes that come in pieces. */
public final class LineSplitter {
  /** A line that has more bytes comes in parts, which have this many but for the last. */
  public static final int LONGEST_LINE = 1 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<byte[]> lines;

  /**
   * @param lines is given each line without its end; one that is too long comes in parts
   */
  public LineSplitter(Consumer<byte[]> lines) {
    this.lines = lines;
  }

  /** Takes the first {@code count} of {@code bytes}. */
  public void take(byte[] bytes, int count) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i - start);
        give();
        start = i + 1;
      } else if (line.size() + i - start >= LONGEST_LINE) {
        line.write(bytes, start, i - start);
        give();
        start = i;
      }
    }
    line.write(bytes, start, count - start);
  }

  /** There is no more to come: what has no end of line is a line. */
  public void end() {
    if (line.size() > 0) {
      give();
    }
  }

  private void give() {
    lines.accept(line.toByteArray());
    line.reset();
  }
}
