package io.millrace.runtime.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The terminal that a person is looking at. */
final class Terminal {
  static final int USUAL_COLUMNS = 80;
  private static final int FEWEST = 40;
  private static final int MOST = 120;

  private Terminal() {}

  /** How many columns to fill, from {@code COLUMNS}, else as the terminal itself says. */
  static int columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (!columns.matches("\\d{1,5}")) {
      columns = asked();
    }
    return columns.matches("\\d{1,5}")
        ? Math.min(Math.max(Integer.parseInt(columns), FEWEST), MOST)
        : USUAL_COLUMNS;
  }

  /** What {@code stty size} says, which prints rows and columns; empty if it says nothing. */
  private static String asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return size.strip().replaceFirst("^\\d+ ", "");
    } catch (IOException e) {
      return ""; // there is no such program, or no such terminal
    }
  }
}
