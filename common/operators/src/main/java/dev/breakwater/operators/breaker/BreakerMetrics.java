package dev.breakwater.operators.breaker;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a breaker tells, at the operator that uses it. All subtasks of a process show the same
 * breaker: take the maximum over them, not the sum.
 */
public final class BreakerMetrics {

  public static final Metric STATE =
      new Metric(
          "breakerState",
          Kind.GAUGE,
          "state",
          "Of the process: 0 while the breaker is closed, 1 while it is open and permits no call, 2"
              + " while probes decide.");
  public static final Metric FAILURE_RATIO =
      new Metric(
          "breakerFailureRatio",
          Kind.GAUGE,
          "ratio",
          "Of the process: the share of failed calls in the breaker's window, 0 to 1; -1 with fewer"
              + " calls than it needs.");
  public static final Metric OPENED =
      new Metric(
          "breakerOpened",
          Kind.GAUGE,
          "times",
          "Of the process: how often the breaker has opened since it was made.");

  private BreakerMetrics() {}

  /** Shows a breaker at an operator. */
  public static void register(MetricGroup group, Breaker breaker) {
    Metrics.gauge(group, STATE, () -> breaker.state().code());
    Metrics.gauge(group, FAILURE_RATIO, breaker::failureRatio);
    Metrics.gauge(group, OPENED, breaker::opened);
  }

  public static List<Metric> all() {
    return List.of(STATE, FAILURE_RATIO, OPENED);
  }
}
