package dev.breakwater.scripts.bench;

import java.util.List;

/** The same measurement, several times. */
record Figures(double median, double min, double max) {

  /**
   * @param values at least one
   */
  static Figures of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Figures(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
