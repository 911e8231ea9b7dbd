package dev.breakwater.operators.dedup;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What deduplication tells about itself, at the operator {@code dedup}. */
public final class DedupMetrics {

  public static final Metric DUPLICATES =
      new Metric(
          "duplicates",
          Kind.COUNTER,
          "records",
          "Events that were seen before within the horizon.");
  public static final Metric STATE_LOOKUPS =
      new Metric(
          "dedupStateLookups",
          Kind.COUNTER,
          "lookups",
          "Reads of RocksDB: the filter could not rule the identity out.");
  public static final Metric FILTER_BYTES =
      new Metric(
          "dedupFilterBytes",
          Kind.GAUGE,
          "bytes",
          "Heap that the filter in front of RocksDB uses.");

  private final Counter duplicates;
  private final Counter lookups;

  DedupMetrics(MetricGroup group, Gauge<Long> filterBytes) {
    duplicates = Metrics.counter(group, DUPLICATES);
    lookups = Metrics.counter(group, STATE_LOOKUPS);
    Metrics.gauge(group, FILTER_BYTES, filterBytes);
  }

  public static List<Metric> all() {
    return List.of(DUPLICATES, STATE_LOOKUPS, FILTER_BYTES);
  }

  Counter duplicates() {
    return duplicates;
  }

  Counter lookups() {
    return lookups;
  }
}
