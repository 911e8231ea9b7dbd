package dev.breakwater.operators.repair;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a repair tells about itself, at the operators that leave out. */
public final class RepairMetrics {

  public static final Metric HELD =
      new Metric(
          "repairHeld",
          Kind.GAUGE,
          "records",
          "Committed records of the outputs that were read; 0 when nothing is repaired.");
  public static final Metric LEFT_OUT =
      new Metric(
          "repairLeftOut",
          Kind.COUNTER,
          "records",
          "Records that were not written, since the outputs hold them.");

  private final Counter leftOut;

  RepairMetrics(MetricGroup group, Gauge<Long> held) {
    leftOut = Metrics.counter(group, LEFT_OUT);
    Metrics.gauge(group, HELD, held);
  }

  public static List<Metric> all() {
    return List.of(HELD, LEFT_OUT);
  }

  Counter leftOut() {
    return leftOut;
  }
}
