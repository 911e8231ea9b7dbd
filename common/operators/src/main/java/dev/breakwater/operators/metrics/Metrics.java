package dev.breakwater.operators.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.slf4j.MDC;

/**
 * Registers defined metrics at an operator's group, and is the only place that does: nothing is
 * registered without a definition. One with a label is registered once for each of its values.
 *
 * <p>It is also where each operator passes on its task's thread before it says anything: from then
 * on the log's context of that thread has the job's name, {@value #JOB_NAME}, where Flink only
 * gives its id.
 */
public final class Metrics {

  /** Of the job's name in the log's context. */
  public static final String JOB_NAME = "flink-job-name";

  private static final String JOB_NAME_OF_GROUP = "<job_name>";

  /** Enough for a stable 99th percentile, small enough to sort at every report. */
  private static final int HISTOGRAM_WINDOW = 1_000;

  private Metrics() {}

  /** A counter for the task's thread; {@code inc()} is a plain addition. */
  public static Counter counter(MetricGroup group, Metric metric) {
    enter(group, metric, Kind.COUNTER, false);
    return group.counter(metric.name());
  }

  /** The same, for one value of the metric's label. */
  public static Counter counter(MetricGroup group, Metric metric, String value) {
    enter(group, metric, Kind.COUNTER, true);
    return group.addGroup(metric.label(), value).counter(metric.name());
  }

  /** A counter that any thread may count with. */
  public static Counter sharedCounter(MetricGroup group, Metric metric) {
    enter(group, metric, Kind.COUNTER, false);
    return group.counter(metric.name(), new ThreadSafeSimpleCounter());
  }

  /** The same, for one value of the metric's label. */
  public static Counter sharedCounter(MetricGroup group, Metric metric, String value) {
    enter(group, metric, Kind.COUNTER, true);
    return group
        .addGroup(metric.label(), value)
        .counter(metric.name(), new ThreadSafeSimpleCounter());
  }

  /** The gauge is read by the reporter's thread: what it reads must be volatile or immutable. */
  public static <T> void gauge(MetricGroup group, Metric metric, Gauge<T> gauge) {
    enter(group, metric, Kind.GAUGE, false);
    group.gauge(metric.name(), gauge);
  }

  /** The same, for one value of the metric's label. */
  public static <T> void gauge(MetricGroup group, Metric metric, String value, Gauge<T> gauge) {
    enter(group, metric, Kind.GAUGE, true);
    group.addGroup(metric.label(), value).gauge(metric.name(), gauge);
  }

  /** A histogram over the latest 1,000 values; any thread may add one. */
  public static Histogram histogram(MetricGroup group, Metric metric) {
    enter(group, metric, Kind.HISTOGRAM, false);
    return group.histogram(metric.name(), new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  private static void enter(MetricGroup group, Metric metric, Kind kind, boolean labelled) {
    if (labelled == metric.label().isEmpty()) {
      throw new IllegalArgumentException(
          "metric %s has the label '%s', registered %s a value of one"
              .formatted(metric.name(), metric.label(), labelled ? "with" : "without"));
    }
    if (metric.kind() != kind) {
      throw new IllegalArgumentException(
          "metric " + metric.name() + " is a " + metric.kind() + ", registered as a " + kind);
    }
    String job = group.getAllVariables().get(JOB_NAME_OF_GROUP);
    if (job != null) {
      MDC.put(JOB_NAME, job);
    }
  }
}
