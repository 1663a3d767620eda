package io.millrace.examples.penguins;

import java.util.Map;
import java.util.Set;

/**
 * How a candidate did.
 *
 * @param candidate its name
 * @param confusion for each species, how often it was taken for which
 */
record Score(String candidate, Map<String, Map<String, Integer>> confusion) {
  /** The share of penguins whose species was right, from 0 to 1. */
  double accuracy() {
    int right = 0;
    int all = 0;
    for (Map.Entry<String, Map<String, Integer>> row : confusion.entrySet()) {
      right += row.getValue().getOrDefault(row.getKey(), 0);
      all += row.getValue().values().stream().mapToInt(Integer::intValue).sum();
    }
    return (double) right / all;
  }

  /** A row for each species, a column for each that it was taken for. */
  String confusionTable() {
    Set<String> species = confusion.keySet();
    StringBuilder table = new StringBuilder("%-12s".formatted(""));
    species.forEach(name -> table.append("%12s".formatted(name)));
    table.append('\n');
    for (String row : species) {
      table.append("%-12s".formatted(row));
      species.forEach(
          name -> table.append("%12d".formatted(confusion.get(row).getOrDefault(name, 0))));
      table.append('\n');
    }
    return table.toString();
  }
}
