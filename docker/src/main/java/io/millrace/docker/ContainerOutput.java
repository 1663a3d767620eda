package io.millrace.docker;

import com.github.dockerjava.api.model.StreamType;
import io.millrace.runtime.datastore.AttemptStore.LogStream;
import io.millrace.runtime.log.LineSplitter;
import java.util.function.BiConsumer;

/** Makes lines of what a container prints on its two streams. */
final class ContainerOutput {
  private final LineSplitter out;
  private final LineSplitter err;

  ContainerOutput(BiConsumer<LogStream, byte[]> lines) {
    this.out = new LineSplitter(line -> lines.accept(LogStream.STDOUT, line));
    this.err = new LineSplitter(line -> lines.accept(LogStream.STDERR, line));
  }

  void take(StreamType stream, byte[] bytes) {
    (stream == StreamType.STDERR ? err : out).take(bytes, bytes.length);
  }

  /** There is no more to come: what has no end of line is a line. */
  void end() {
    out.end();
    err.end();
  }
}
