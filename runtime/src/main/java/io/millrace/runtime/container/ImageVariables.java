package io.millrace.runtime.container;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Makes this process's variables those of the image again, so that the step and the programs that
 * it starts see them as they are.
 *
 * <p>The launcher has changed two things for the start of Java: variables such as {@code
 * LD_PRELOAD} are hidden, by the high bit of their first letter, and two for the locale are added
 * as the last. Java cannot change its own environment, but Linux shows the memory that it is in as
 * {@code /proc/self/mem}.
 */
final class ImageVariables {
  private static final Path PROC = Path.of("/proc/self");
  private static final String ADDED = "LC_ALL=C.UTF-8\0LOCPATH=/millrace/jre/lib/locale\0";

  /** As the launcher has them. */
  private static final List<String> HIDDEN =
      List.of(
          "LD_",
          "GLIBC_TUNABLES=",
          "JAVA_TOOL_OPTIONS=",
          "JDK_JAVA_OPTIONS=",
          "_JAVA_OPTIONS=",
          "LC_ALL=",
          "LOCPATH=");

  private static final int LONGEST_NAME = 20;

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
      if (first && environment[i] < 0 && isHidden(i)) {
        memory.seek(stat[ENV_START] + i);
        memory.write(environment[i] & 0x7f);
      }
      first = environment[i] == 0;
    }
  }

  /** A name may have a high bit by itself. */
  private boolean isHidden(int at) {
    int length = Math.min(LONGEST_NAME, environment.length - at);
    byte[] name = Arrays.copyOfRange(environment, at, at + length);
    name[0] &= 0x7f;
    String text = new String(name, StandardCharsets.ISO_8859_1);
    return HIDDEN.stream().anyMatch(text::startsWith);
  }

  /** Ends the list of variables before those added: pointers to them are above the arguments'. */
  private void removeAdded() throws IOException {
    String all = new String(environment, StandardCharsets.ISO_8859_1);
    if (!all.endsWith(ADDED)) {
      return; // this process was not started by the launcher
    }
    long address = stat[ENV_START] + all.length() - ADDED.length();
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
