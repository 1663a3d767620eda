package io.millrace.examples.penguins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges a candidate by penguins that it has not learned from. */
final class CrossValidation {
  private CrossValidation() {}

  static Score of(Candidate candidate, List<Penguin> penguins, int folds) {
    Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    for (int fold = 0; fold < folds; fold++) {
      List<Penguin> known = new ArrayList<>();
      List<Penguin> unknown = new ArrayList<>();
      for (int i = 0; i < penguins.size(); i++) {
        (i % folds == fold ? unknown : known).add(penguins.get(i));
      }
      Candidate.Classifier classifier = candidate.learn(known);
      for (Penguin penguin : unknown) {
        confusion
            .computeIfAbsent(penguin.species(), species -> new TreeMap<>())
            .merge(classifier.classify(penguin.measures()), 1, Integer::sum);
      }
    }
    return new Score(candidate.toString(), confusion);
  }
}
