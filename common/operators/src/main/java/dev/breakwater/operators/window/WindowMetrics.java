package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What windows tell about themselves: at the operator {@code window-slices}, before the shuffle,
 * and at {@code window}, behind it.
 */
public final class WindowMetrics {

  public static final Metric SLICES =
      new Metric(
          "windowSlices",
          Kind.COUNTER,
          "slices",
          "Partial results that were shuffled; numRecordsIn over it is what pre-aggregation saves.");
  public static final Metric HOTTEST_KEY_SHARE =
      new Metric(
          "hottestKeyShare",
          Kind.GAUGE,
          "ratio",
          "The share of the most frequent key among the latest events of the subtask, 0 to 1.");
  public static final Metric REFUSED =
      new Metric(
              "windowDeadLetters",
              Kind.COUNTER,
              "records",
              "Events that became dead letters here, by the label reason: late, invalid, malformed.")
          .by("reason");
  public static final Metric RESULTS =
      new Metric("windowResults", Kind.COUNTER, "results", "Results, revisions among them.");
  public static final Metric REVISIONS =
      new Metric(
          "windowRevisions",
          Kind.COUNTER,
          "results",
          "Results that replace an earlier one of the same window.");
  public static final Metric IDLE_RESULTS =
      new Metric(
          "windowIdleResults",
          Kind.COUNTER,
          "results",
          "Results told before event time closed the window, since all inputs were idle.");

  private WindowMetrics() {}

  public static List<Metric> all() {
    return List.of(SLICES, HOTTEST_KEY_SHARE, REFUSED, RESULTS, REVISIONS, IDLE_RESULTS);
  }

  /** Dead letters of one reason. */
  static Counter refused(MetricGroup group, Reason reason) {
    return Metrics.counter(group, REFUSED, reason.code());
  }
}
