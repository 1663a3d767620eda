package io.millrace.benchmarks;

import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.Random;

/** One step saves an artifact, the next loads it. */
@Flow
public class ArtifactFlow {
  @Parameter(help = "random, text or doubles")
  String kind = "random";

  @Parameter int megabytes = 100;

  byte[] random;
  String text;
  double[] doubles;

  @Step(next = "end")
  void start() {
    int bytes = megabytes * 1_000_000;
    switch (kind) {
      case "random" -> {
        random = new byte[bytes];
        new Random(1).nextBytes(random);
      }
      case "text" -> text = "All work and no play makes Jack a dull boy\n".repeat(bytes / 43);
      default -> doubles = new Random(1).doubles(bytes / 8).toArray();
    }
  }

  @Step
  void end() {
    System.out.println(
        random != null ? random.length : text != null ? text.length() : doubles.length);
  }
}
