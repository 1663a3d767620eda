package io.millrace.examples.penguins;

import java.util.List;

/** A way to tell species apart. */
sealed interface Candidate {
  /** Learns from penguins whose species is known. */
  Classifier learn(List<Penguin> known);

  /** Says which species a penguin is of. */
  interface Classifier {
    String classify(List<Double> measures);
  }

  /** Takes the species whose average is nearest. */
  record Centroid() implements Candidate {
    @Override
    public Classifier learn(List<Penguin> known) {
      return new NearestCentroid(known);
    }

    @Override
    public String toString() {
      return "nearest centroid";
    }
  }

  /** Asks the {@code k} most similar penguins. */
  record Neighbours(int k) implements Candidate {
    @Override
    public Classifier learn(List<Penguin> known) {
      return new NearestNeighbours(known, k);
    }

    @Override
    public String toString() {
      return k == 1 ? "nearest neighbour" : k + " nearest neighbours";
    }
  }

  /** Takes each measure as normally distributed within a species. */
  record Bayes() implements Candidate {
    @Override
    public Classifier learn(List<Penguin> known) {
      return new GaussianBayes(known);
    }

    @Override
    public String toString() {
      return "Gaussian naive Bayes";
    }
  }
}
