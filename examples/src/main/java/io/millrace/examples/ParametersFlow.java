package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.IncludeFile;
import io.millrace.Parameter;
import io.millrace.Step;
import io.millrace.TaskContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A parameter of each kind; {@code run --help} lists them. */
@Flow(description = "Prints its parameters.")
public class ParametersFlow {
  /** A choice. */
  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  @Parameter(help = "A number.")
  double alpha = 0.5;

  @Parameter(help = "A whole number.")
  int rounds = 3;

  @Parameter(help = "Yes or no.")
  boolean shuffle;

  @Parameter(help = "A text.")
  String title = "untitled";

  @Parameter(help = "One of several.")
  Colour colour = Colour.GREEN;

  @Parameter(help = "A day.")
  LocalDate day = LocalDate.of(2026, 1, 31);

  @Parameter(help = "A time span.")
  Duration limit = Duration.ofMinutes(90);

  @Parameter(help = "Where to look.")
  Path folder = Path.of("data");

  @Parameter(help = "Several numbers.")
  List<Integer> sizes = List.of(1, 2, 3);

  @Parameter(help = "Numbers with names.")
  Map<String, Double> weights = Map.of("a", 1.0);

  @IncludeFile(help = "A text to carry along.")
  String notes = "no notes";

  String line;

  @Step(next = "end")
  void start(TaskContext task) {
    task.parameters().forEach((name, value) -> System.out.println(name + " = " + value));
    line = "%s %s %s".formatted(title, colour, day);
  }

  @Step
  void end() {
    System.out.println(line);
  }
}
