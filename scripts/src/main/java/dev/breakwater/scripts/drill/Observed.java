package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.replicas.Testimony;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was seen in a round.
 *
 * @param faultMillis when the first damage was done, epoch milliseconds
 * @param endMillis when the observation ended
 * @param figures what only this drill measures, by name: lower case, with the unit at its end
 * @param lookups how many events say what of their lookup, for pipelines with one
 * @param testimony what was said of replicas, for pipelines with some
 * @param books what the audit said, for pipelines with one
 */
record Observed(
    Timeline timeline,
    Measures measures,
    long faultMillis,
    long endMillis,
    Map<String, Double> figures,
    Map<String, Long> lookups,
    Testimony testimony,
    Books books) {

  /**
   * The figure of how many dead letters were sent back to work, as the last reader counted them.
   */
  static final String REDRIVEN = "redriven";

  Observed {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    lookups = Map.copyOf(lookups);
  }

  /** Without replicas and audit. */
  Observed(
      Timeline timeline,
      Measures measures,
      long faultMillis,
      long endMillis,
      Map<String, Double> figures,
      Map<String, Long> lookups) {
    this(timeline, measures, faultMillis, endMillis, figures, lookups, Testimony.NONE, Books.NONE);
  }

  /** A figure; NaN when it was not taken, which no comparison holds for. */
  double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  /** How many events say this of their lookup. */
  long lookups(String what) {
    return lookups.getOrDefault(what, 0L);
  }

  /**
   * The time of the first mark with this text.
   *
   * @throws IllegalStateException when there is none
   */
  long at(String mark) {
    return timeline.marks().stream()
        .filter(each -> each.text().equals(mark))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no mark " + mark))
        .atMillis();
  }
}
