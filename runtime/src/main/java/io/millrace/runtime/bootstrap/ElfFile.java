package io.millrace.runtime.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A 64-bit Linux program or library: what it needs, and the two changes that let it run elsewhere.
 * Names are those of the ELF specification.
 */
final class ElfFile {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;
  private static final int DT_RPATH = 15;
  private static final int DT_RUNPATH = 29;
  private static final int DYNAMIC_ENTRY = 16;

  private final Path path;
  private final ByteBuffer bytes;
  private final List<Segment> segments = new ArrayList<>();

  private record Segment(int type, int offset, long address, int size) {}

  private ElfFile(Path path, ByteBuffer bytes) {
    this.path = path;
    this.bytes = bytes;
    int table = (int) bytes.getLong(32);
    int entry = bytes.getShort(54);
    for (int i = 0; i < bytes.getShort(56); i++) {
      int at = table + i * entry;
      segments.add(
          new Segment(
              bytes.getInt(at),
              (int) bytes.getLong(at + 8),
              bytes.getLong(at + 16),
              (int) bytes.getLong(at + 32)));
    }
  }

  /** Reads {@code path}; empty if it is no such file. */
  static Optional<ElfFile> read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(4);
      if (!Arrays.equals(start, MAGIC)) {
        return Optional.empty(); // without reading it all
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    boolean elf =
        bytes.limit() > 64
            && bytes.get(4) == 2 // 64 bits
            && bytes.get(5) == 1; // little endian
    return elf ? Optional.of(new ElfFile(path, bytes)) : Optional.empty();
  }

  /** The loader that the kernel starts it with; empty for a library. */
  Optional<String> interpreter() {
    return segments.stream()
        .filter(segment -> segment.type == PT_INTERP)
        .map(segment -> text(segment.offset))
        .findFirst();
  }

  /** The names of the libraries that it cannot do without. */
  List<String> needed() {
    List<String> names = new ArrayList<>();
    int strings = strings();
    for (int at : dynamicEntries()) {
      if (bytes.getLong(at) == DT_NEEDED) {
        names.add(text(strings + (int) bytes.getLong(at + 8)));
      }
    }
    return names;
  }

  /**
   * Names another loader, in the place of the old name.
   *
   * @throws IOException if there is no room for the name
   */
  void interpreter(String loader) throws IOException {
    for (Segment segment : segments) {
      if (segment.type == PT_INTERP) {
        byte[] name = loader.getBytes(StandardCharsets.US_ASCII);
        if (name.length >= segment.size) {
          throw new IOException(path + " has no room for a loader called " + loader + ".");
        }
        byte[] padded = new byte[segment.size];
        System.arraycopy(name, 0, padded, 0, name.length);
        bytes.put(segment.offset, padded);
      }
    }
  }

  /**
   * Lets its path for libraries hold for those that they need, too, and before any variable: {@code
   * RUNPATH} does neither.
   */
  void preferOwnLibraries() {
    for (int at : dynamicEntries()) {
      if (bytes.getLong(at) == DT_RUNPATH) {
        bytes.putLong(at, DT_RPATH);
      }
    }
  }

  void write() throws IOException {
    Files.write(path, bytes.array());
  }

  private List<Integer> dynamicEntries() {
    List<Integer> entries = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.type == PT_DYNAMIC) {
        for (int at = 0; at < segment.size; at += DYNAMIC_ENTRY) {
          entries.add(segment.offset + at);
        }
      }
    }
    return entries;
  }

  /** Where the names are in the file; the file itself says where they are in memory. */
  private int strings() {
    for (int at : dynamicEntries()) {
      if (bytes.getLong(at) == DT_STRTAB) {
        long address = bytes.getLong(at + 8);
        for (Segment segment : segments) {
          long into = address - segment.address;
          if (segment.type == PT_LOAD && into >= 0 && into < segment.size) {
            return segment.offset + (int) into;
          }
        }
      }
    }
    return 0;
  }

  private String text(int at) {
    int end = at;
    while (bytes.get(end) != 0) {
      end++;
    }
    return new String(bytes.array(), at, end - at, StandardCharsets.US_ASCII);
  }
}
