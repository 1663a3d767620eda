package io.millrace.examples.penguins;

import java.util.List;

/** Mean and spread of each measure, so that grams do not outweigh millimetres. */
record Scale(double[] mean, double[] deviation) {
  static Scale of(List<Penguin> penguins) {
    int measures = penguins.get(0).measures().size();
    double[] mean = new double[measures];
    double[] deviation = new double[measures];
    for (int i = 0; i < measures; i++) {
      int measure = i;
      mean[i] =
          penguins.stream()
              .mapToDouble(each -> each.measures().get(measure))
              .average()
              .orElseThrow();
      deviation[i] =
          Math.sqrt(
              penguins.stream()
                  .mapToDouble(each -> Math.pow(each.measures().get(measure) - mean[measure], 2))
                  .average()
                  .orElseThrow());
    }
    return new Scale(mean, deviation);
  }

  /** The measures in deviations from the mean. */
  double[] apply(List<Double> measures) {
    double[] scaled = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      scaled[i] = (measures.get(i) - mean[i]) / deviation[i];
    }
    return scaled;
  }

  static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.pow(one[i] - other[i], 2);
    }
    return sum;
  }
}
