package io.millrace.examples.penguins;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lets the most similar penguins vote. */
final class NearestNeighbours implements Candidate.Classifier {
  private final Scale scale;
  private final List<Neighbour> neighbours;
  private final int k;

  private record Neighbour(String species, double[] scaled) {}

  NearestNeighbours(List<Penguin> known, int k) {
    this.scale = Scale.of(known);
    this.neighbours =
        known.stream()
            .map(each -> new Neighbour(each.species(), scale.apply(each.measures())))
            .toList();
    this.k = k;
  }

  @Override
  public String classify(List<Double> measures) {
    double[] scaled = scale.apply(measures);
    Map<String, Long> votes =
        neighbours.stream()
            .sorted(Comparator.comparingDouble(each -> Scale.distance(scaled, each.scaled)))
            .limit(k)
            .collect(
                Collectors.groupingBy(Neighbour::species, TreeMap::new, Collectors.counting()));
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
