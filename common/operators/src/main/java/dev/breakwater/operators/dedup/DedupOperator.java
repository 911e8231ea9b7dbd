package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of an identity only when the filter cannot rule it out, and writes it once, with
 * many others, before a checkpoint at the latest.
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

  private final DedupConfig limits;
  private final OutputTag<Event> duplicatesTag;

  private transient ValueState<Long> firstSeen;
  private transient RedrivenAttempts redriven;
  private transient PendingWrites pending;
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
    firstSeen = state(STATE, LongSerializer.INSTANCE);
    redriven = new RedrivenAttempts(() -> state(RedrivenAttempts.STATE, IntSerializer.INSTANCE));
    filter =
        new SeenFilter(
            limits.filterMaxBytes(),
            TimeUnit.MILLISECONDS.toNanos(limits.retentionMillis()),
            System.nanoTime());
    pending = new PendingWrites(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
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
    RawRecord record = element.getValue().record();
    int attempt = RedriveHeaders.attempt(record.headers());
    // Dead letters of this job are from before this operator: it has not seen them.
    boolean mayBeSeen =
        attempt > 0 && RedriveHeaders.failedElsewhere(record.headers(), limits.instance());
    boolean isRepeated = mayBeSeen && !redriven.first(attempt);
    boolean isSeen = remembersOrKnows(fingerprint, record.timestamp());
    if (mayBeSeen ? isRepeated : isSeen) {
      duplicates.inc();
      output.collect(duplicatesTag, element);
      return;
    }
    output.collect(element);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    writePending();
    super.snapshotState(context);
  }

  @Override
  public void close() throws Exception {
    endRebuild();
    super.close();
  }

  /** Whether the identity went on before within the horizon; from now on it did. */
  private boolean remembersOrKnows(Fingerprint fingerprint, long timestamp) throws Exception {
    if (maybeSeen(fingerprint)) {
      return isDuplicate(fingerprint, timestamp);
    }
    remember(fingerprint, timestamp);
    return false;
  }

  private boolean maybeSeen(Fingerprint fingerprint) {
    return rebuilding != null || filter.mayContain(fingerprint.high(), fingerprint.low());
  }

  /** Looks an identity up; one that is new, or new again, is remembered. */
  private boolean isDuplicate(Fingerprint fingerprint, long timestamp) throws Exception {
    int index = pending.find(fingerprint);
    if (index != PendingWrites.NONE) {
      boolean duplicate = isNear(pending.timestamp(index), timestamp);
      if (!duplicate) {
        pending.setTimestamp(index, timestamp);
      }
      return duplicate;
    }
    lookups.inc();
    Long first = firstSeen.value();
    boolean duplicate = first != null && isNear(first, timestamp);
    if (!duplicate) {
      remember(fingerprint, timestamp);
    }
    return duplicate;
  }

  private boolean isNear(long first, long timestamp) {
    return timestamp == RawRecord.NO_TIMESTAMP
        || first == RawRecord.NO_TIMESTAMP
        || Math.abs(timestamp - first) <= limits.horizonMillis();
  }

  private void remember(Fingerprint fingerprint, long timestamp) throws Exception {
    if (pending.isFull()) {
      writePending();
    }
    pending.add(fingerprint, timestamp);
    filter.add(fingerprint.high(), fingerprint.low());
  }

  /** Leaves another key current than the one of the record at hand. */
  private void writePending() throws Exception {
    pending.writeTo(
        (fingerprint, timestamp) -> {
          setCurrentKey(fingerprint);
          firstSeen.update(timestamp);
        });
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

  private <T> ValueState<T> state(String name, TypeSerializer<T> serializer) throws Exception {
    return getPartitionedState(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        RetainedState.of(name, serializer, limits.retentionMillis()));
  }
}
