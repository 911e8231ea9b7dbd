package dev.breakwater.pulsar;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What the source tells, beside what every source of Flink does. */
public final class PulsarMetrics {

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
  public static final Metric ACKNOWLEDGEMENTS_FAILED =
      new Metric(
          "acknowledgementsFailed",
          Kind.COUNTER,
          "checkpoints",
          "Acknowledgements of a partition that were not sent; the next one stands in for them.");

  private final Counter recordsIn;
  private final Counter bytesIn;
  private final Counter errors;
  private final Counter redeliveriesDropped;
  private final Counter acknowledgementsFailed;

  PulsarMetrics(SourceReaderMetricGroup group, Gauge<Long> disconnected) {
    recordsIn = group.getIOMetricGroup().getNumRecordsInCounter();
    bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
    errors = group.getNumRecordsInErrorsCounter();
    redeliveriesDropped = Metrics.counter(group, REDELIVERIES_DROPPED);
    acknowledgementsFailed = Metrics.counter(group, ACKNOWLEDGEMENTS_FAILED);
    Metrics.gauge(group, PARTITIONS_DISCONNECTED, disconnected);
  }

  /** Its own; those of every source are not listed. */
  public static List<Metric> all() {
    return List.of(REDELIVERIES_DROPPED, PARTITIONS_DISCONNECTED, ACKNOWLEDGEMENTS_FAILED);
  }

  void received(int bytes) {
    recordsIn.inc();
    bytesIn.inc(bytes);
  }

  /** Damaged, or perhaps gone. */
  Counter errors() {
    return errors;
  }

  Counter redeliveriesDropped() {
    return redeliveriesDropped;
  }

  Counter acknowledgementsFailed() {
    return acknowledgementsFailed;
  }
}
