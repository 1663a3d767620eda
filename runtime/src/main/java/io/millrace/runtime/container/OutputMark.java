package io.millrace.runtime.container;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The mark of a line that a task has printed on standard error, for places that keep one log of
 * both streams. A terminal shows nothing of it, as it resets what is reset.
 */
public final class OutputMark {
  private static final byte[] MARK = "\u001b[0;0;0m".getBytes(StandardCharsets.US_ASCII);

  /** The last line of a task: its result is stored. */
  private static final byte[] END = "\u001b[0;0;0m\u001b[0;0m".getBytes(StandardCharsets.US_ASCII);

  private OutputMark() {}

  static byte[] bytes() {
    return MARK.clone();
  }

  static byte[] end() {
    return END.clone();
  }

  /** Whether a line says that the task's result is stored. */
  public static boolean isEnd(byte[] line) {
    return Arrays.equals(line, END);
  }

  /** Whether a line is marked. */
  public static boolean isOn(byte[] line) {
    return line.length >= MARK.length && Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length);
  }

  /** A marked line without its mark. */
  public static byte[] remove(byte[] line) {
    return Arrays.copyOfRange(line, MARK.length, line.length);
  }
}
