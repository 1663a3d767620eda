package io.millrace.runtime.container;

import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.locale.StandardStream;
import io.millrace.runtime.log.LineSplitter;
import io.millrace.runtime.log.TaskLog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * What a task prints where its two streams are mixed on their way: each line of standard error is
 * marked, and all lines are gathered.
 */
final class TaskOutput {
  private final Stream out = new Stream(StandardStream.out(), new byte[0]);
  private final Stream err = new Stream(StandardStream.err(), OutputMark.bytes());

  private TaskOutput() {}

  /** Takes in what is printed from here on. */
  static TaskOutput begin() {
    TaskOutput output = new TaskOutput();
    System.setOut(new StandardStream(output.out));
    System.setErr(new StandardStream(output.err));
    return output;
  }

  /** Stores what was printed until here, and says that all is stored. */
  void store(AttemptStore attempt) throws IOException {
    out.end();
    err.end();
    store(attempt, LogStream.STDOUT, out.log.content());
    store(attempt, LogStream.STDERR, err.log.content());
    out.pass(OutputMark.end());
  }

  private static void store(AttemptStore attempt, LogStream stream, byte[] content) {
    if (content.length > 0) {
      attempt.taskLog(stream, content);
    }
  }

  /** Passes on line by line, so that no line has another one within it. */
  private static final class Stream extends OutputStream {
    private final FileOutputStream target;
    private final byte[] mark;
    private final TaskLog log = new TaskLog(TaskLog.Source.TASK);
    private final LineSplitter splitter = new LineSplitter(this::give);

    Stream(FileOutputStream target, byte[] mark) {
      this.target = target;
      this.mark = mark;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
      try {
        splitter.take(bytes, from, count);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    synchronized void end() throws IOException {
      try {
        splitter.end();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void close() throws IOException {
      end();
    }

    private void give(byte[] line) {
      log.add(line);
      try {
        pass(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void pass(byte[] content) throws IOException {
      byte[] marked = new byte[mark.length + content.length + 1];
      System.arraycopy(mark, 0, marked, 0, mark.length);
      System.arraycopy(content, 0, marked, mark.length, content.length);
      marked[marked.length - 1] = '\n';
      target.write(marked);
    }
  }
}
