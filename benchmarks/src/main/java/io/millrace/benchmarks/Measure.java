package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs processes to their end, and sums up how long they took. */
final class Measure {
  private Measure() {}

  /** The command of this program's Java that runs the jar that this program is in. */
  static List<String> thisJar() {
    Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    return List.of(java(), "-jar", jar.toString());
  }

  /** The Java that runs this program. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * What the command prints.
   *
   * @throws IllegalStateException if it fails
   */
  static String output(Path folder, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putIfAbsent("METAFLOW_USER", "benchmark");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed:\n" + out);
    }
    return out;
  }

  /**
   * How long the command takes.
   *
   * @throws IllegalStateException if it fails
   */
  static double seconds(Path folder, List<String> command)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    output(folder, command);
    return (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  static double median(Collection<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
