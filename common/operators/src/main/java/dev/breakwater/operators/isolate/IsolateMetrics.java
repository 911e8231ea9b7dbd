package dev.breakwater.operators.isolate;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import java.util.List;

/** The metrics of {@link Isolated}, at its operator. */
public final class IsolateMetrics {

  public static final Metric POISONED =
      new Metric(
          "poisoned",
          Kind.COUNTER,
          "records",
          "Records that the function threw for or refused, made dead letters.");

  private IsolateMetrics() {}

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(POISONED);
  }
}
