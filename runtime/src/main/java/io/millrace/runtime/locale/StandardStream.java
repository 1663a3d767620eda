package io.millrace.runtime.locale;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One of this process's streams in UTF-8. To close it only flushes it: whoever wraps {@code
 * System.out} in a writer and closes that, as {@code try (var p = new PrintWriter(System.out))}
 * does, does not end the output of all others.
 */
public final class StandardStream extends PrintStream {
  /** Prints to {@code target}, line by line. */
  public StandardStream(OutputStream target) {
    super(target, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    flush();
  }

  /** The standard output of this process, also when {@code FileDescriptor.out} is closed. */
  public static FileOutputStream out() {
    return open("/dev/fd/1", FileDescriptor.out);
  }

  /** The standard error of this process, also when {@code FileDescriptor.err} is closed. */
  public static FileOutputStream err() {
    return open("/dev/fd/2", FileDescriptor.err);
  }

  /** Opened anew; where that cannot be done, as for a pipe of another user, the one there is. */
  private static FileOutputStream open(String name, FileDescriptor descriptor) {
    try {
      return new FileOutputStream(name, true);
    } catch (FileNotFoundException e) {
      return new FileOutputStream(descriptor);
    }
  }
}
