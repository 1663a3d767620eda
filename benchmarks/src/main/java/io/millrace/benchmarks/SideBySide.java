package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs the same flows under Millrace and under Metaflow, in turns, and prints medians and ratios.
 *
 * <p>Run it in the repository's root; its argument is the folder of a virtual environment with
 * Metaflow, as {@code .ci/metaflow-venv} prints it. With {@code quick} as a second argument it
 * leaves out what takes minutes.
 */
public final class SideBySide {
  private static final List<Work> WORKS =
      List.of(
          new Work("show", "LinearFlow", 9, "show"),
          new Work("linear run of 3 steps", "LinearFlow", 5, "run"),
          new Work("foreach of 100 tasks", "ManyFlow", 3, many(100)),
          new Work("artifact: nothing", "ArtifactFlow", 3, artifact("random", 0)),
          new Work("artifact: 100 MB random", "ArtifactFlow", 3, artifact("random", 100)),
          new Work("artifact: 100 MB text", "ArtifactFlow", 3, artifact("text", 100)),
          new Work("artifact: 100 MB doubles", "ArtifactFlow", 3, artifact("doubles", 100)),
          new Work("foreach of 1000 tasks", "ManyFlow", 1, many(1000)));

  private final Path python;
  private final Path folder;

  private SideBySide(Path python, Path folder) {
    this.python = python;
    this.folder = folder;
  }

  /** A flow's command, and how often it is measured. */
  private record Work(String name, String flow, int times, String... arguments) {}

  private static String[] many(int count) {
    return new String[] {
      "run", "--count", "" + count, "--max-workers", "2", "--max-num-splits", "" + count
    };
  }

  private static String[] artifact(String kind, int megabytes) {
    return new String[] {"run", "--kind", kind, "--megabytes", "" + megabytes};
  }

  /**
   * @param arguments the folder of the virtual environment, and {@code quick} or nothing
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      System.err.println("Give the folder that .ci/metaflow-venv prints.");
      System.exit(2);
    }
    SideBySide runs =
        new SideBySide(
            Path.of(arguments[0], "bin", "python"), Files.createTempDirectory("side-by-side"));
    boolean quick = Arrays.asList(arguments).contains("quick");
    System.out.printf("%-28s %10s %10s %8s%n", "median seconds", "Metaflow", "Millrace", "ratio");
    for (Work work : WORKS) {
      if (!quick || work.times > 1) {
        runs.compare(work);
      }
    }
    runs.measureArtifactsInSmallHeap();
    if (!quick) {
      runs.measureSmallHeap();
    }
  }

  /** In turns, so that whatever else the machine does hits both. */
  private void compare(Work work) throws IOException, InterruptedException {
    List<Double> metaflow = new ArrayList<>();
    List<Double> millrace = new ArrayList<>();
    for (int i = 0; i < work.times; i++) {
      metaflow.add(Measure.seconds(folder, metaflow(work)));
      millrace.add(Measure.seconds(folder, millrace(work)));
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s %10.2f %10.2f %8.3f%n",
        work.name,
        Measure.median(metaflow),
        Measure.median(millrace),
        Measure.median(millrace) / Measure.median(metaflow));
  }

  /** Artifacts of 100 MB in a JVM whose heap is three times as large. */
  private void measureArtifactsInSmallHeap() throws IOException, InterruptedException {
    for (String kind : List.of("random", "text", "doubles")) {
      List<String> command = millrace(new Work("", "ArtifactFlow", 1, artifact(kind, 100)));
      command.add(1, "-Xmx300m");
      System.out.printf(
          Locale.ROOT,
          "%-28s %10s %10.2f%n",
          "100 MB " + kind + " in 300 MB heap",
          "",
          Measure.seconds(folder, command));
    }
  }

  /** 10,000 tasks in a scheduler that has 256 MB of heap. */
  private void measureSmallHeap() throws IOException, InterruptedException {
    List<String> command = millrace(new Work("", "ManyFlow", 1, many(10_000)));
    command.add(1, "-Xmx256m");
    System.out.printf(
        Locale.ROOT,
        "%-28s %10s %10.2f%n",
        "10000 tasks in 256 MB heap",
        "",
        Measure.seconds(folder, command));
  }

  private List<String> metaflow(Work work) {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    Path flow = Path.of("benchmarks", "src", "main", "python", work.flow + ".py");
    command.add(flow.toAbsolutePath().toString());
    command.addAll(List.of(work.arguments));
    return command;
  }

  private static List<String> millrace(Work work) {
    List<String> command = new ArrayList<>(Measure.thisJar());
    command.add(work.flow);
    command.addAll(List.of(work.arguments));
    return command;
  }
}
