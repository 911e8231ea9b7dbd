package dev.breakwater.scripts.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All runs of one row; once it has failed, no figures count. */
final class RowResult {

  private final Row row;
  private final List<Run> small = new ArrayList<>();
  private final List<Run> large = new ArrayList<>();
  private @Nullable String failure;

  RowResult(Row row) {
    this.row = row;
  }

  Row row() {
    return row;
  }

  /** A run over N records, and the one over 3N of the same repeat. */
  void add(Run overN, Run over3N) {
    small.add(overN);
    large.add(over3N);
  }

  void fail(String why) {
    failure = why;
  }

  /** Null while it has not failed. */
  @Nullable String failure() {
    return failure;
  }

  boolean hasFigures() {
    return failure == null && !small.isEmpty();
  }

  List<Run> small() {
    return small;
  }

  List<Run> large() {
    return large;
  }

  /** Over N records. */
  Figures recordsPerSecond() {
    return Figures.of(small.stream().map(Run::recordsPerSecond).toList());
  }

  double medianRate() {
    return recordsPerSecond().median();
  }

  double medianCost() {
    return cpuPerMillion().median();
  }

  /** Over 3N records. */
  Figures recordsPerSecondOver3N() {
    return Figures.of(large.stream().map(Run::recordsPerSecond).toList());
  }

  /** CPU seconds of the process per further million records: what 3N cost more than N. */
  Figures cpuPerMillion() {
    List<Double> costs = new ArrayList<>();
    for (int i = 0; i < small.size(); i++) {
      Run n = small.get(i);
      Run n3 = large.get(i);
      costs.add((n3.cpuSeconds() - n.cpuSeconds()) / (n3.records() - n.records()) * 1e6);
    }
    return Figures.of(costs);
  }
}
