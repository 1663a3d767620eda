package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trivial step in a container costs over {@code docker run IMAGE true}, in turns.
 *
 * <p>The arguments are an image that has {@code true}, and how often to measure. The jar of
 * examples must be built.
 */
public final class ContainerOverhead {
  private static final Pattern LINE =
      Pattern.compile("^(\\S+) \\[hello/2\\] (starts|done)\\.$", Pattern.MULTILINE);

  private ContainerOverhead() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String image = arguments[0];
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    Path folder = Files.createTempDirectory("millrace-overhead");
    step(folder, image); // makes the Java runtime if need be
    List<Double> bare = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      Measure.output(folder, List.of("docker", "run", "--rm", image, "true"));
      bare.add((System.nanoTime() - start) / 1e9);
      steps.add(step(folder, image));
    }
    System.out.printf(
        "docker run %s true: %.2f s, a trivial step in it: %.2f s, overhead %.2f s (medians of %d)%n",
        image,
        Measure.median(bare),
        Measure.median(steps),
        Measure.median(steps) - Measure.median(bare),
        rounds);
  }

  /** From the line that says that the second step starts to the one that says that it is done. */
  private static double step(Path folder, String image) throws IOException, InterruptedException {
    String jar = Path.of("examples", "target", "millrace-examples.jar").toAbsolutePath().toString();
    String out =
        Measure.output(
            folder,
            List.of(
                Measure.java(),
                "-jar",
                jar,
                "HelloFlow",
                "run",
                "--with",
                "docker:image=" + image));
    Matcher matcher = LINE.matcher(out);
    List<LocalTime> times = new ArrayList<>();
    while (matcher.find()) {
      times.add(LocalTime.parse(matcher.group(1)));
    }
    return Duration.between(times.get(0), times.get(1)).toMillis() / 1e3;
  }
}
