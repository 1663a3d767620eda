package io.millrace.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process that looks after a container, so that a later one can tell whether it is no more.
 *
 * <p>Process numbers mean something only within a boot of a machine and a namespace, and a process
 * of another user may be hidden; so only the owners that this process could see are judged.
 *
 * @param host the machine's name, or that of a container that uses the engine around it
 * @param boot since when it is up
 * @param namespace of process numbers
 * @param user by number
 * @param process by number
 * @param started when, as the kernel counts
 */
record Owner(
    String host, String boot, String namespace, String user, long process, String started) {
  private static final Path PROC = Path.of("/proc");
  private static final int PARTS = 6;

  /** The field of {@code /proc/PID/stat} with the time of start, counted after the name. */
  private static final int START_FIELD = 19;

  /** This process. */
  static Owner current() {
    ProcessHandle own = ProcessHandle.current();
    return new Owner(
        text(PROC.resolve("sys/kernel/hostname")),
        text(PROC.resolve("sys/kernel/random/boot_id")),
        link(PROC.resolve("self/ns/pid")),
        System.getProperty("user.name") + "-" + userNumber(),
        own.pid(),
        started(own.pid()));
  }

  /**
   * Whether {@code label} names a process that is no more.
   *
   * @param ended whether its container ran, and does no more
   */
  static boolean isGone(String label, boolean ended) {
    String[] parts = label.split("/");
    if (parts.length != PARTS) {
      return false;
    }
    Owner own = current();
    if (own.boot.isEmpty() || !parts[0].equals(own.host) || !parts[3].equals(own.user)) {
      return false; // without a boot, machines cannot be told apart
    } else if (!parts[1].equals(own.boot)) {
      return ended; // it ended with the machine
    }
    return parts[2].equals(own.namespace)
        && parts[4].matches("\\d{1,18}")
        && !started(Long.parseLong(parts[4])).equals(parts[5]);
  }

  /** In ticks of the boot, which no change of the clock alters; empty if there is none. */
  private static String started(long process) {
    String stat = text(PROC.resolve(process + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length > START_FIELD ? fields[START_FIELD] : "";
  }

  private static String userNumber() {
    try {
      Map<String, Object> found = Files.readAttributes(PROC.resolve("self"), "unix:uid");
      return String.valueOf(found.get("uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return ""; // no such thing on this system
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return String.join("/", host, boot, namespace, user, Long.toString(process), started);
  }
}
