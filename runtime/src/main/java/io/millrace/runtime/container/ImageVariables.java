package io.millrace.runtime.container;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes this process's variables those of the image again, so that the step and the programs that
 * it starts see them as they are.
 *
 * <p>The launcher has changed two things for the start of Java: variables such as {@code
 * LD_PRELOAD} are hidden, by the high bit of their first letter, and {@code LC_ALL} is added as the
 * last. Java cannot change its own environment, but Linux shows the memory that it is in as {@code
 * /proc/self/mem}.
 */
final class ImageVariables {
  private static final Path PROC = Path.of("/proc/self");
  private static final String ADDED = "LC_ALL=C.UTF-8\0";

  // fields of /proc/self/stat, counted from the one behind the command's name
  private static final int START_STACK = 25;
  private static final int ARG_START = 45;
  private static final int ENV_START = 47;

  private final RandomAccessFile memory;
  private final byte[] environment = Files.readAllBytes(PROC.resolve("environ"));
  private final long[] stat = stat();

  private ImageVariables(RandomAccessFile memory) throws IOException {
    this.memory = memory;
  }

  /** Must be called before anything asks for a variable. */
  static void restore() throws IOException {
    try (RandomAccessFile memory = new RandomAccessFile(PROC.resolve("mem").toFile(), "rw")) {
      ImageVariables variables = new ImageVariables(memory);
      variables.showHidden();
      variables.removeAdded();
    }
  }

  private void showHidden() throws IOException {
    boolean first = true;
    for (int i = 0; i < environment.length; i++) {
      if (first && environment[i] < 0) {
        memory.seek(stat[ENV_START] + i);
        memory.write(environment[i] & 0x7f);
      }
      first = environment[i] == 0;
    }
  }

  /** Ends the list of variables one earlier: the pointers to them are above those to arguments. */
  private void removeAdded() throws IOException {
    byte[] added = ADDED.getBytes(StandardCharsets.US_ASCII);
    int at = environment.length - added.length;
    if (at < 0
        || !new String(environment, at, added.length, StandardCharsets.ISO_8859_1).equals(ADDED)) {
      return; // this process was not started by the launcher
    }
    long address = stat[ENV_START] + at;
    ByteBuffer stack =
        ByteBuffer.allocate((int) (stat[ARG_START] - stat[START_STACK]))
            .order(ByteOrder.LITTLE_ENDIAN);
    memory.seek(stat[START_STACK]);
    memory.readFully(stack.array());
    for (int i = 0; i + Long.BYTES <= stack.limit(); i += Long.BYTES) {
      if (stack.getLong(i) == address) {
        memory.seek(stat[START_STACK] + i);
        memory.writeLong(0);
        return;
      }
    }
  }

  /** The numbers after the command's name, which may itself hold anything. */
  private static long[] stat() throws IOException {
    String stat = Files.readString(PROC.resolve("stat"), StandardCharsets.ISO_8859_1).strip();
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long[] numbers = new long[fields.length];
    for (int i = 1; i < fields.length; i++) { // the first is a letter
      numbers[i] = Long.parseUnsignedLong(fields[i].startsWith("-") ? "0" : fields[i]);
    }
    return numbers;
  }
}
