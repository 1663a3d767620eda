package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it costs that the accesses to a flow's fields are observed: in a task that a large artifact
 * passes by, and in a loop that does little else.
 */
public final class ObservedFields {
  private static final int TASKS = 51;
  private static final int ROUNDS = 5;
  private static final Pattern RATIO = Pattern.compile("ratio=([0-9.]+)");

  private final Path folder;

  private ObservedFields(Path folder) {
    this.folder = folder;
  }

  /** Prints both; takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ObservedFields fields = new ObservedFields(Files.createTempDirectory("observed-fields"));
    fields.passLargeArtifact();
    fields.accessFieldsInLoop();
  }

  /** Runs of many tasks less runs of one, each with and without the artifact, in turns. */
  private void passLargeArtifact() throws IOException, InterruptedException {
    List<Double> passing = new ArrayList<>();
    List<Double> empty = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      passing.add(millisecondsPerTask(100));
      empty.add(millisecondsPerTask(0));
    }
    System.out.printf(
        Locale.ROOT,
        "a task that 100 MB pass by: %.1f ms, without them %.1f ms (medians of %d runs)%n",
        Measure.median(passing),
        Measure.median(empty),
        ROUNDS);
  }

  private double millisecondsPerTask(int megabytes) throws IOException, InterruptedException {
    double many = pass(megabytes, TASKS);
    double one = pass(megabytes, 1);
    return (many - one) * 1_000 / (TASKS - 1);
  }

  private double pass(int megabytes, int tasks) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Measure.thisJar());
    command.addAll(
        List.of("PassFlow", "run", "--megabytes", "" + megabytes, "--tasks", "" + tasks));
    return Measure.seconds(folder, command);
  }

  private void accessFieldsInLoop() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Measure.thisJar());
    command.addAll(List.of("HotFieldsFlow", "run"));
    Matcher matcher = RATIO.matcher(Measure.output(folder, command));
    if (!matcher.find()) {
      throw new IllegalStateException("HotFieldsFlow has printed no ratio.");
    }
    System.out.printf(
        Locale.ROOT,
        "a loop over a flow's fields: %.2f of one over an object's%n",
        Double.parseDouble(matcher.group(1)));
  }
}
