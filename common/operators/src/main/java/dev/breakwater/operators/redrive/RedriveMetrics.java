package dev.breakwater.operators.redrive;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a redrive tells about itself, at the operator {@code redrive}. */
public final class RedriveMetrics {

  /** The label of what is parked or left; its values are {@link Cause#code()}. */
  public static final String CAUSE_LABEL = "cause";

  public static final Metric SENT =
      new Metric("redriveSent", Kind.COUNTER, "records", "Dead letters sent back to work.");
  public static final Metric PARKED =
      new Metric(
              "redriveParked",
              Kind.COUNTER,
              "records",
              "Dead letters copied to the parking topic, by the label cause.")
          .by(CAUSE_LABEL);
  public static final Metric LEFT =
      new Metric(
              "redriveLeft",
              Kind.COUNTER,
              "records",
              "Dead letters that stay where they are, by the label cause.")
          .by(CAUSE_LABEL);
  public static final Metric WAITING =
      new Metric(
          "redriveWaiting", Kind.GAUGE, "records", "Dead letters that wait for their delay.");
  public static final Metric HEALTHY =
      new Metric(
          "redriveTargetHealthy",
          Kind.GAUGE,
          "state",
          "1 while the target is well, or nobody is asked; 0 while everything is held because it is"
              + " not.");

  private final Counter sent;
  private final Map<Cause, Counter> others = new EnumMap<>(Cause.class);

  RedriveMetrics(MetricGroup group, Gauge<Integer> waiting, Gauge<Integer> healthy) {
    sent = Metrics.counter(group, SENT);
    for (Cause cause : Cause.values()) {
      others.put(cause, Metrics.counter(group, cause.parked() ? PARKED : LEFT, cause.code()));
    }
    Metrics.gauge(group, WAITING, waiting);
    Metrics.gauge(group, HEALTHY, healthy);
  }

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(SENT, PARKED, LEFT, WAITING, HEALTHY);
  }

  void sent() {
    sent.inc();
  }

  void other(Cause cause) {
    requireNonNull(others.get(cause)).inc();
  }
}
