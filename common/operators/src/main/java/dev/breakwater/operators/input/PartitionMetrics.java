package dev.breakwater.operators.input;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What a source that reads partitions tells, beside what every source of Flink does. */
public final class PartitionMetrics {

  public static final Metric REDELIVERIES_DROPPED =
      new Metric(
          "redeliveriesDropped",
          Kind.COUNTER,
          "messages",
          "Messages that the server delivered again after they had been handed on: after a"
              + " reconnect, and the first ones of a start.");
  public static final Metric PARTITIONS_DISCONNECTED =
      new Metric(
          "partitionsDisconnected",
          Kind.GAUGE,
          "partitions",
          "Partitions that have no connection to their broker.");

  private final SourceReaderMetricGroup group;
  private final Counter recordsIn;
  private final Counter bytesIn;
  private final Counter errors;
  private final Counter redeliveriesDropped;

  public PartitionMetrics(SourceReaderMetricGroup group, Gauge<Long> disconnected) {
    this.group = group;
    recordsIn = group.getIOMetricGroup().getNumRecordsInCounter();
    bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
    errors = group.getNumRecordsInErrorsCounter();
    redeliveriesDropped = Metrics.counter(group, REDELIVERIES_DROPPED);
    Metrics.gauge(group, PARTITIONS_DISCONNECTED, disconnected);
  }

  /** Its own; those of every source are not listed. */
  public static List<Metric> all() {
    return List.of(REDELIVERIES_DROPPED, PARTITIONS_DISCONNECTED);
  }

  /** Where to add more. */
  public SourceReaderMetricGroup group() {
    return group;
  }

  public void received(int bytes) {
    recordsIn.inc();
    bytesIn.inc(bytes);
  }

  /** Damaged, or perhaps gone. */
  public Counter errors() {
    return errors;
  }

  public Counter redeliveriesDropped() {
    return redeliveriesDropped;
  }
}
