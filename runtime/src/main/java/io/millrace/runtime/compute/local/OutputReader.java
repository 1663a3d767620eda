package io.millrace.runtime.compute.local;

import io.millrace.runtime.log.LineSplitter;
import io.millrace.runtime.worker.WorkerMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what a worker prints, line by line, and knows the marks that end a task's output. */
final class OutputReader implements Runnable {
  private final InputStream in;
  private final Consumer<byte[]> lines;
  private final Consumer<String> marks;
  private volatile boolean delivering;

  OutputReader(InputStream in, Consumer<byte[]> lines, Consumer<String> marks) {
    this.in = in;
    this.lines = lines;
    this.marks = marks;
  }

  /** Whether what was read waits for room. */
  boolean isDelivering() {
    return delivering;
  }

  @Override
  public void run() {
    LineSplitter splitter = new LineSplitter(this::take);
    byte[] bytes = new byte[1 << 16];
    try {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        delivering = true;
        splitter.take(bytes, count);
        delivering = false;
      }
    } catch (IOException e) {
      // the process was killed and its pipe closed; what came before stands
    }
    delivering = true;
    splitter.end();
    delivering = false;
  }

  /** A mark may stand behind a last line without an end. */
  private void take(byte[] line) {
    int mark = mayHaveMark(line) ? text(line).indexOf(WorkerMain.MARK) : -1;
    if (mark < 0) {
      lines.accept(line);
      return;
    }
    String text = text(line);
    if (mark > 0) {
      lines.accept(text.substring(0, mark).getBytes(StandardCharsets.ISO_8859_1));
    }
    marks.accept(text.substring(mark + WorkerMain.MARK.length()));
  }

  /** A mark begins with a zero byte: most lines have none, and some are long. */
  private static boolean mayHaveMark(byte[] line) {
    for (byte each : line) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
