package io.millrace.runtime.container;

import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.log.TaskLog;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a task prints where its two streams are mixed on their way: each line of standard error is
 * marked, and all lines are gathered.
 */
final class TaskOutput {
  private final Stream out = new Stream(FileDescriptor.out, new byte[0]);
  private final Stream err = new Stream(FileDescriptor.err, OutputMark.bytes());

  private TaskOutput() {}

  /** Takes in what is printed from here on. */
  static TaskOutput begin() {
    TaskOutput output = new TaskOutput();
    System.setOut(new PrintStream(output.out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(output.err, true, StandardCharsets.UTF_8));
    return output;
  }

  /** Stores what was printed until here, and says that all is stored. */
  void store(AttemptStore attempt) throws IOException {
    out.end();
    err.end();
    store(attempt, LogStream.STDOUT, out.log.content());
    store(attempt, LogStream.STDERR, err.log.content());
    out.give(OutputMark.end());
  }

  private static void store(AttemptStore attempt, LogStream stream, byte[] content) {
    if (content.length > 0) {
      attempt.taskLog(stream, content);
    }
  }

  /** Passes on line by line, so that no line has another one within it. */
  private static final class Stream extends OutputStream {
    private static final int LONGEST_LINE = 1 << 16;

    private final FileOutputStream target;
    private final byte[] mark;
    private final TaskLog log = new TaskLog(TaskLog.Source.TASK);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Stream(FileDescriptor target, byte[] mark) {
      this.target = new FileOutputStream(target);
      this.mark = mark;
    }

    @Override
    public synchronized void write(int b) throws IOException {
      if (b == '\n' || line.size() == LONGEST_LINE) {
        give();
      }
      if (b != '\n') {
        line.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
      for (int i = from; i < from + count; i++) {
        write(bytes[i]);
      }
    }

    synchronized void end() throws IOException {
      if (line.size() > 0) {
        give();
      }
    }

    @Override
    public void close() throws IOException {
      end();
    }

    private void give() throws IOException {
      byte[] content = line.toByteArray();
      line.reset();
      log.add(content);
      give(content);
    }

    private void give(byte[] content) throws IOException {
      byte[] marked = new byte[mark.length + content.length + 1];
      System.arraycopy(mark, 0, marked, 0, mark.length);
      System.arraycopy(content, 0, marked, mark.length, content.length);
      marked[marked.length - 1] = '\n';
      target.write(marked);
    }
  }
}
