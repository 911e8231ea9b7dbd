package dev.breakwater.pulsar;

import dev.breakwater.operators.input.PartitionMetrics;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What the source tells, beside what every source of Flink does. */
public final class PulsarMetrics {

  public static final Metric ACKNOWLEDGEMENTS_FAILED =
      new Metric(
          "acknowledgementsFailed",
          Kind.COUNTER,
          "checkpoints",
          "Acknowledgements of a partition that were not sent; the next one stands in for them.");

  private final PartitionMetrics partitions;
  private final Counter acknowledgementsFailed;

  PulsarMetrics(SourceReaderMetricGroup group, Gauge<Long> disconnected) {
    partitions = new PartitionMetrics(group, disconnected);
    acknowledgementsFailed = Metrics.counter(group, ACKNOWLEDGEMENTS_FAILED);
  }

  /** Its own; those of every source are not listed. */
  public static List<Metric> all() {
    List<Metric> all = new ArrayList<>(PartitionMetrics.all());
    all.add(ACKNOWLEDGEMENTS_FAILED);
    return List.copyOf(all);
  }

  PartitionMetrics partitions() {
    return partitions;
  }

  Counter acknowledgementsFailed() {
    return acknowledgementsFailed;
  }
}
