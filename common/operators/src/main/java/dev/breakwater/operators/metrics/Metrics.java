package dev.breakwater.operators.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Registers defined metrics at an operator's group. A label is a group of the caller's: {@code
 * group.addGroup("reason", "malformed")}.
 */
public final class Metrics {

  /** Enough for a stable 99th percentile, small enough to sort at every report. */
  private static final int HISTOGRAM_WINDOW = 1_000;

  private Metrics() {}

  /** A counter for the task's thread; {@code inc()} is a plain addition. */
  public static Counter counter(MetricGroup group, Metric metric) {
    require(metric, Kind.COUNTER);
    return group.counter(metric.name());
  }

  /** A counter that any thread may count with. */
  public static Counter sharedCounter(MetricGroup group, Metric metric) {
    require(metric, Kind.COUNTER);
    return group.counter(metric.name(), new ThreadSafeSimpleCounter());
  }

  /** The gauge is read by the reporter's thread: what it reads must be volatile or immutable. */
  public static <T> void gauge(MetricGroup group, Metric metric, Gauge<T> gauge) {
    require(metric, Kind.GAUGE);
    group.gauge(metric.name(), gauge);
  }

  /** A histogram over the latest 1,000 values; any thread may add one. */
  public static Histogram histogram(MetricGroup group, Metric metric) {
    require(metric, Kind.HISTOGRAM);
    return group.histogram(metric.name(), new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  private static void require(Metric metric, Kind kind) {
    if (metric.kind() != kind) {
      throw new IllegalArgumentException(
          "metric " + metric.name() + " is a " + metric.kind() + ", registered as a " + kind);
    }
  }
}
