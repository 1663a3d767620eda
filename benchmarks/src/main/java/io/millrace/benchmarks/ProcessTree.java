package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a process and all that it started take from the machine, as Linux tells it. */
final class ProcessTree {
  private static final int KILOBYTE = 1000;
  private static final int TICKS = 100;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /** How many processes there are. */
  int count() {
    return (int) all().count();
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants()).filter(ProcessHandle::isAlive);
  }

  /** In megabytes; what several share counts once. */
  double memory() {
    return all().mapToLong(each -> proportional(each.pid())).sum() * 1024.0 / KILOBYTE / KILOBYTE;
  }

  private static long proportional(long process) {
    return lines(process, "smaps_rollup").stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** In seconds, since each was started. */
  double cpu() {
    return all().mapToLong(each -> ticks(each.pid())).sum() / (double) TICKS;
  }

  private static long ticks(long process) {
    return lines(process, "stat").stream()
        .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" "))
        .mapToLong(fields -> Long.parseLong(fields[11]) + Long.parseLong(fields[12]))
        .sum();
  }

  /** How many connections there are to a port of this machine. */
  int connections(int port) {
    Set<String> sockets = new HashSet<>();
    String remote = ":%04X".formatted(port);
    for (String file : List.of("net/tcp", "net/tcp6")) {
      lines(root.pid(), file).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields[2].endsWith(remote) && fields[3].equals("01"))
          .forEach(fields -> sockets.add("socket:[" + fields[9] + "]"));
    }
    return (int)
        all().flatMap(each -> descriptors(each.pid())).filter(sockets::contains).distinct().count();
  }

  private static Stream<String> descriptors(long process) {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
      return all.map(ProcessTree::target).toList().stream();
    } catch (IOException e) {
      return Stream.of(); // it has ended
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // it is closed
    }
  }

  private static List<String> lines(long process, String file) {
    try {
      return Files.readAllLines(
          Path.of("/proc", Long.toString(process), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of(); // it has ended
    }
  }
}
