package io.millrace.runtime.compute.local;

import io.millrace.runtime.worker.WorkerMain;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what a worker prints, line by line, and knows the marks that end a task's output. */
final class OutputReader implements Runnable {
  private static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private final Consumer<byte[]> lines;
  private final Consumer<String> marks;

  OutputReader(InputStream in, Consumer<byte[]> lines, Consumer<String> marks) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.lines = lines;
    this.marks = marks;
  }

  @Override
  public void run() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          take(line.toByteArray());
          line.reset();
        } else {
          line.write(b);
          if (line.size() == LONGEST_LINE) {
            lines.accept(line.toByteArray());
            line.reset();
          }
        }
      }
    } catch (IOException e) {
      // the process was killed and its pipe closed; what came before stands
    }
    if (line.size() > 0) {
      lines.accept(line.toByteArray());
    }
  }

  /** A mark may stand behind a last line without an end. */
  private void take(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    int mark = text.indexOf(WorkerMain.MARK);
    if (mark < 0) {
      lines.accept(line);
      return;
    }
    if (mark > 0) {
      lines.accept(text.substring(0, mark).getBytes(StandardCharsets.ISO_8859_1));
    }
    marks.accept(text.substring(mark + WorkerMain.MARK.length()));
  }
}
