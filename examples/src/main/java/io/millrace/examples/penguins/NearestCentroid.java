package io.millrace.examples.penguins;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes the species whose average is nearest. */
final class NearestCentroid implements Candidate.Classifier {
  private final Scale scale;
  private final Map<String, double[]> centroids = new TreeMap<>();

  NearestCentroid(List<Penguin> known) {
    scale = Scale.of(known);
    known.stream()
        .collect(Collectors.groupingBy(Penguin::species))
        .forEach((species, all) -> centroids.put(species, centre(all)));
  }

  private double[] centre(List<Penguin> penguins) {
    double[] centre = new double[scale.mean().length];
    for (Penguin penguin : penguins) {
      double[] scaled = scale.apply(penguin.measures());
      for (int i = 0; i < centre.length; i++) {
        centre[i] += scaled[i] / penguins.size();
      }
    }
    return centre;
  }

  @Override
  public String classify(List<Double> measures) {
    double[] scaled = scale.apply(measures);
    return centroids.keySet().stream()
        .min(Comparator.comparingDouble(species -> Scale.distance(scaled, centroids.get(species))))
        .orElseThrow();
  }
}
