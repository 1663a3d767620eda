package io.millrace.runtime.compute.local;

import io.millrace.runtime.compute.LineSplitter;
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

  OutputReader(InputStream in, Consumer<byte[]> lines, Consumer<String> marks) {
    this.in = in;
    this.lines = lines;
    this.marks = marks;
  }

  @Override
  public void run() {
    LineSplitter splitter = new LineSplitter(this::take);
    byte[] bytes = new byte[1 << 16];
    try {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        splitter.take(bytes, count);
      }
    } catch (IOException e) {
      // the process was killed and its pipe closed; what came before stands
    }
    splitter.end();
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
