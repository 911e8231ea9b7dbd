package dev.breakwater.rabbitmq;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What the source tells, beside what every source of Flink does. */
public final class RabbitMetrics {

  public static final Metric REDELIVERIES_DROPPED =
      new Metric(
          "redeliveriesDropped",
          Kind.COUNTER,
          "messages",
          "Messages that the server delivered again after they had been handed on.");
  public static final Metric UNACKNOWLEDGED =
      new Metric(
          "unacknowledged",
          Kind.GAUGE,
          "messages",
          "Messages handed on that wait for a checkpoint to be acknowledged.");
  public static final Metric PREFETCH_EXHAUSTED =
      new Metric(
          "prefetchExhausted",
          Kind.COUNTER,
          "checkpoints",
          "Checkpoints before which a queue had nothing left to deliver for want of"
              + " acknowledgements: rabbitmq.prefetch is too small for the load.");

  private final Counter recordsIn;
  private final Counter bytesIn;
  private final Counter redeliveriesDropped;
  private final Counter prefetchExhausted;

  RabbitMetrics(SourceReaderMetricGroup group, Gauge<Long> pending, Gauge<Long> unacknowledged) {
    recordsIn = group.getIOMetricGroup().getNumRecordsInCounter();
    bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
    redeliveriesDropped = Metrics.counter(group, REDELIVERIES_DROPPED);
    prefetchExhausted = Metrics.counter(group, PREFETCH_EXHAUSTED);
    Metrics.gauge(group, UNACKNOWLEDGED, unacknowledged);
    group.setPendingRecordsGauge(pending);
  }

  /** Its own; those of every source are not listed. */
  public static List<Metric> all() {
    return List.of(REDELIVERIES_DROPPED, UNACKNOWLEDGED, PREFETCH_EXHAUSTED);
  }

  void received(int bytes) {
    recordsIn.inc();
    bytesIn.inc(bytes);
  }

  Counter redeliveriesDropped() {
    return redeliveriesDropped;
  }

  Counter prefetchExhausted() {
    return prefetchExhausted;
  }
}
