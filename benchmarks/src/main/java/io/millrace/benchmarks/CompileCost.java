package io.millrace.benchmarks;

import io.millrace.processor.FlowProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the processor adds to a compilation: 200 generated flows of 20 steps, with and without it,
 * in turns, as medians and their ratio.
 */
public final class CompileCost {
  private static final int FLOWS = 200;
  private static final int STEPS = 20;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 15;

  private final Path folder;
  private final List<Path> flows = new ArrayList<>();

  private CompileCost(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("compile-cost");
    try {
      new CompileCost(folder).measure();
    } finally {
      delete(folder);
    }
  }

  private void measure() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    for (int i = 0; i < FLOWS; i++) {
      flows.add(Files.writeString(sources.resolve("Flow" + i + ".java"), source(i)));
    }
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      double plain = compile(false, folder.resolve("plain" + round));
      double processed = compile(true, folder.resolve("processed" + round));
      if (round >= 0) {
        without.add(plain);
        with.add(processed);
      }
    }
    report(Measure.median(without), Measure.median(with));
  }

  private static void report(double without, double with) {
    System.out.printf(
        Locale.ROOT,
        "%d flows of %d steps, medians of %d%n"
            + "without the processor  %7.0f ms%n"
            + "with the processor     %7.0f ms  %.2f%n",
        FLOWS,
        STEPS,
        ROUNDS,
        without,
        with,
        with / without);
  }

  /** Milliseconds of one compilation. */
  private double compile(boolean processing, Path output) throws IOException {
    Files.createDirectories(output);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    long start = System.nanoTime();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              output.toString(),
              processing ? "-parameters" : "-proc:none");
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, null, options, null, files.getJavaFileObjectsFromPaths(flows));
      if (processing) {
        task.setProcessors(List.of(new FlowProcessor()));
      }
      if (!task.call()) {
        throw new IllegalStateException("The generated flows do not compile.");
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /** A flow with a foreach, a branch, a switch and steps that compute something. */
  private static String source(int number) {
    StringBuilder code = new StringBuilder();
    code.append(
        "import io.millrace.*;\nimport java.util.*;\n\n@Flow\nclass Flow" + number + " {\n");
    code.append("  @Parameter(help = \"a rate\") double rate = 0.1;\n  List<String> items;\n");
    code.append(
        "  Map<String, Double> scores = new TreeMap<>();\n  boolean done;\n  double total;\n");
    code.append(step("start", "next = \"work\", foreach = \"items\"", ""));
    code.append(step("work", "next = {\"left\", \"right\"}", "String item"));
    code.append(step("left", "next = \"meet\"", "")).append(step("right", "next = \"meet\"", ""));
    code.append(step("meet", "next = \"join\"", "Inputs<Flow" + number + "> inputs"));
    code.append(step("join", "next = \"s0\"", "Inputs<Flow" + number + "> inputs"));
    int linear = STEPS - 8;
    for (int i = 0; i < linear; i++) {
      code.append(
          step("s" + i, "next = \"" + (i + 1 < linear ? "s" + (i + 1) : "check") + "\"", ""));
    }
    String cases = "next = {\"true=end\", \"false=s0\"}, condition = \"done\"";
    return code.append(step("check", cases, ""))
        .append(step("end", "", ""))
        .append("}\n")
        .toString();
  }

  /** A step of a size that steps have. */
  private static String step(String name, String transition, String argument) {
    return """

          @Retry(times = 2)
          @Step(%s)
          void %s(%s) {
            Map<String, List<Double>> byKey = new HashMap<>();
            for (int i = 0; i < 100; i++) {
              String key = "k" + (i %% 7);
              byKey.computeIfAbsent(key, unused -> new ArrayList<>()).add(Math.sqrt(i) * rate);
            }
            double sum = byKey.values().stream().flatMap(List::stream).mapToDouble(x -> x).sum();
            scores.put("%2$s", sum);
            total += sum;
            done = total > 1_000;
            items = List.copyOf(byKey.keySet());
            System.out.printf("%%s: %%.3f of %%d%%n", "%2$s", sum, byKey.size());
          }
        """
        .formatted(transition, name, argument);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
