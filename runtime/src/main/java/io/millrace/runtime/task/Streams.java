package io.millrace.runtime.task;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The standard streams as a step finds them; it may put others in their place. */
final class Streams {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  /** Flushes those that the step has put there, and sets the streams back. */
  void restore() {
    @Nullable PrintStream newOut = System.out;
    @Nullable PrintStream newErr = System.err;
    System.setOut(out);
    System.setErr(err);
    flush(newOut, "System.out");
    flush(newErr, "System.err");
  }

  private void flush(@Nullable PrintStream stream, String name) {
    if (stream == null) {
      return;
    }
    try {
      stream.flush();
    } catch (RuntimeException e) { // a class of the user's
      err.println(name + ", as the step has set it, cannot be flushed: " + e.getClass().getName());
    }
  }
}
