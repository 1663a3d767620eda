package io.millrace.examples.penguins;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes each measure as normally distributed within a species, and the measures as independent. */
final class GaussianBayes implements Candidate.Classifier {
  private final Map<String, Scale> scales = new TreeMap<>();
  private final Map<String, Double> shares = new TreeMap<>();

  GaussianBayes(List<Penguin> known) {
    known.stream()
        .collect(Collectors.groupingBy(Penguin::species))
        .forEach(
            (species, all) -> {
              scales.put(species, Scale.of(all));
              shares.put(species, (double) all.size() / known.size());
            });
  }

  @Override
  public String classify(List<Double> measures) {
    return scales.keySet().stream()
        .max(Comparator.comparingDouble(species -> logLikelihood(species, measures)))
        .orElseThrow();
  }

  private double logLikelihood(String species, List<Double> measures) {
    Scale scale = scales.get(species);
    double sum = Math.log(shares.get(species));
    double[] scaled = scale.apply(measures);
    for (int i = 0; i < scaled.length; i++) {
      sum -= scaled[i] * scaled[i] / 2 + Math.log(scale.deviation()[i]);
    }
    return sum;
  }
}
