package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.PartitionMetrics;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What the source tells, beside what every source of Flink does. */
public final class RabbitStreamMetrics {

  public static final Metric CHUNKS_HELD =
      new Metric(
          "chunksHeld",
          Kind.GAUGE,
          "chunks",
          "Chunks that arrived and were not handed on whole: as many as rabbitmq-stream.credits for"
              + " each stream where the job is what holds back.");

  private final PartitionMetrics partitions;
  private final OpenPartitions<StreamSplit> open;
  private final AtomicLong chunksHeld = new AtomicLong();
  private boolean endsKnown;

  RabbitStreamMetrics(SourceReaderMetricGroup group, OpenPartitions<StreamSplit> open) {
    this.open = open;
    partitions = new PartitionMetrics(group, open::disconnected);
    Metrics.gauge(group, CHUNKS_HELD, chunksHeld::get);
  }

  /** Its own; those of every source are not listed. */
  public static List<Metric> all() {
    List<Metric> all = new ArrayList<>(PartitionMetrics.all());
    all.add(CHUNKS_HELD);
    return List.copyOf(all);
  }

  PartitionMetrics partitions() {
    return partitions;
  }

  /** Counted up and down by any thread. */
  AtomicLong chunksHeld() {
    return chunksHeld;
  }

  /** The server says where streams end. For the task's thread. */
  void endsAreKnown() {
    if (!endsKnown) {
      endsKnown = true;
      partitions.group().setPendingRecordsGauge(open::behind);
    }
  }
}
