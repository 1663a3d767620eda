package io.millrace.examples.penguins;

import io.millrace.Flow;
import io.millrace.IncludeFile;
import io.millrace.Inputs;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells penguins apart: tries several classifiers side by side, each by cross-validation, and keeps
 * the best.
 *
 * <p>{@code run --table FILE} takes another table with the same columns.
 */
@Flow(description = "Finds the classifier that tells Palmer's penguins apart best.")
public class PenguinsFlow {
  @Parameter(help = "Into how many parts the table is cut for cross-validation.")
  int folds = 5;

  @Parameter(help = "Shuffles the table; the same seed gives the same result.")
  long seed = 42;

  @IncludeFile(help = "The table of penguins, as CSV.")
  String table = Penguins.shippedTable();

  List<Penguin> penguins;
  List<Candidate> candidates;
  Score score;
  List<Score> scores;
  Score best;

  /** Reads the table. */
  @Step(next = "evaluate", foreach = "candidates")
  void start() {
    penguins = Penguins.shuffled(Penguins.read(table), seed);
    candidates =
        List.of(
            new Candidate.Centroid(),
            new Candidate.Neighbours(1),
            new Candidate.Neighbours(5),
            new Candidate.Neighbours(15),
            new Candidate.Bayes());
    System.out.printf("%d penguins, %d candidates%n", penguins.size(), candidates.size());
  }

  /** Cross-validates one candidate. */
  @Step(next = "pick")
  void evaluate(Candidate candidate) {
    score = CrossValidation.of(candidate, penguins, folds);
    System.out.printf("%s: %.1f %% right%n", score.candidate(), 100 * score.accuracy());
  }

  /** Keeps the best. */
  @Step(next = "end")
  void pick(Inputs<PenguinsFlow> inputs) {
    scores = new ArrayList<>();
    for (PenguinsFlow input : inputs) {
      scores.add(input.score);
    }
    scores.sort(Comparator.comparingDouble(Score::accuracy).reversed());
    best = scores.get(0);
  }

  /** Prints the ranking, and where the best one errs. */
  @Step
  void end() {
    for (Score each : scores) {
      System.out.printf("%-28s %5.1f %%%n", each.candidate(), 100 * each.accuracy());
    }
    System.out.println();
    System.out.println("Where " + best.candidate() + " errs:");
    System.out.print(best.confusionTable());
  }
}
