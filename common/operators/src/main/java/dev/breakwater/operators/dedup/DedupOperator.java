package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of an identity only when the filter cannot rule it out, and writes it once.
 *
 * <p>An operator and not a process function because rebuilding the filter needs the keys of the
 * state.
 */
final class DedupOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Event, Event> {

  static final String STATE = "first-seen";

  private static final long serialVersionUID = 1L;
  private static final String ROCKSDB = "rocksdb";

  /** Records between two looks at the clock; a power of two. */
  private static final int HOUSEKEEPING_INTERVAL = 1024;

  /** Rows read per housekeeping while the filter is rebuilt: about 10 ms. */
  private static final int REBUILD_STEP = 16 * 1024;

  /** Expired rows that compaction drops between two questions for the time: calls into Java. */
  private static final long COMPACTION_CLOCK_INTERVAL = 10_000;

  private final DedupConfig limits;
  private final OutputTag<Event> duplicatesTag;

  private transient ValueState<Long> firstSeen;
  private transient SeenFilter filter;
  private transient @Nullable Stream<Fingerprint> rowsToRebuild;
  private transient @Nullable Iterator<Fingerprint> rebuilding;
  private transient Counter duplicates;
  private transient Counter lookups;
  private transient int untilHousekeeping;

  DedupOperator(DedupConfig config, OutputTag<Event> duplicatesTag) {
    this.limits = config;
    this.duplicatesTag = duplicatesTag;
  }

  @Override
  public void open() throws Exception {
    super.open();
    firstSeen =
        getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor());
    filter =
        new SeenFilter(
            limits.filterMaxBytes(),
            TimeUnit.MILLISECONDS.toNanos(limits.retentionMillis()),
            System.nanoTime());
    untilHousekeeping = HOUSEKEEPING_INTERVAL;
    DedupMetrics metrics = new DedupMetrics(getMetricGroup(), () -> filter.bytes());
    duplicates = metrics.duplicates();
    lookups = metrics.lookups();
    beginRebuild();
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    if (--untilHousekeeping <= 0) {
      keepHouse();
    }
    Fingerprint fingerprint = (Fingerprint) getCurrentKey();
    long timestamp = element.getValue().record().timestamp();
    if (maybeSeen(fingerprint) && isDuplicate(timestamp)) {
      duplicates.inc();
      output.collect(duplicatesTag, element);
      return;
    }
    firstSeen.update(timestamp);
    filter.add(fingerprint.high(), fingerprint.low());
    output.collect(element);
  }

  @Override
  public void close() throws Exception {
    endRebuild();
    super.close();
  }

  private boolean maybeSeen(Fingerprint fingerprint) {
    return rebuilding != null || filter.mayContain(fingerprint.high(), fingerprint.low());
  }

  private boolean isDuplicate(long timestamp) throws Exception {
    lookups.inc();
    Long first = firstSeen.value();
    if (first == null) {
      return false;
    }
    return timestamp == RawRecord.NO_TIMESTAMP
        || first == RawRecord.NO_TIMESTAMP
        || Math.abs(timestamp - first) <= limits.horizonMillis();
  }

  private void keepHouse() {
    untilHousekeeping = HOUSEKEEPING_INTERVAL;
    filter.advance(System.nanoTime());
    rebuild(REBUILD_STEP);
  }

  private void beginRebuild() {
    rowsToRebuild = this.<Fingerprint>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE);
    rebuilding = rowsToRebuild.iterator();
    // Only RocksDB iterates over a state that is written meanwhile.
    boolean lazily = ROCKSDB.equals(getKeyedStateBackend().getBackendTypeIdentifier());
    rebuild(lazily ? REBUILD_STEP : Long.MAX_VALUE);
  }

  private void rebuild(long rows) {
    if (rebuilding == null) {
      return;
    }
    for (long i = 0; i < rows; i++) {
      if (!rebuilding.hasNext()) {
        endRebuild();
        return;
      }
      Fingerprint fingerprint = rebuilding.next();
      filter.add(fingerprint.high(), fingerprint.low());
    }
  }

  private void endRebuild() {
    rebuilding = null;
    if (rowsToRebuild != null) {
      rowsToRebuild.close();
      rowsToRebuild = null;
    }
  }

  private ValueStateDescriptor<Long> descriptor() {
    ValueStateDescriptor<Long> descriptor =
        new ValueStateDescriptor<>(STATE, LongSerializer.INSTANCE);
    Duration retention = Duration.ofMillis(limits.retentionMillis());
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(retention)
            .cleanupInRocksdbCompactFilter(COMPACTION_CLOCK_INTERVAL, retention)
            .build());
    return descriptor;
  }
}
