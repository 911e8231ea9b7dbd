package dev.breakwater.operators.audit;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.ledger.LetterNames;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the dead letters that were written and takes off those that were taken, by topic, reason
 * and bucket. Puts out nothing: it is there for its gauges.
 *
 * <p>Which of the two is booked first does not matter; a bucket in which nothing waits is removed.
 * Timers, whose namespace is the bucket, are not moved: one that fires before something is due sets
 * the next one.
 */
final class LetterOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<LedgerEntry, Void>, Triggerable<String, Long> {

  static final String LETTERS = "letters";
  static final String TIMERS = "forget";

  private static final char BETWEEN = '|';
  private static final long serialVersionUID = 1L;

  private final AuditConfig settings;

  /** By bucket: written less taken, and when it was booked last. */
  private transient MapState<Long, long[]> letters;

  private transient InternalTimerService<Long> timers;
  private transient Map<Reason, LetterMetrics.Gauges> gauges;

  LetterOperator(AuditConfig config) {
    this.settings = config;
  }

  /** True for an entry of dead letters that came, or that were taken for good. */
  static boolean concerns(LedgerEntry entry) {
    boolean goes = entry.boundary() == Boundary.WRITTEN || entry.boundary() == Boundary.EXIT;
    return goes && LetterNames.reason(entry.name()) != null;
  }

  /** {@code topic|reason}: topics have no such bar in their names. */
  static String key(LedgerEntry entry) {
    return entry.topic() + BETWEEN + requireNonNull(LetterNames.reason(entry.name())).code();
  }

  @Override
  public void open() throws Exception {
    super.open();
    letters =
        getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, lettersDescriptor());
    timers = getInternalTimerService(TIMERS, LongSerializer.INSTANCE, this);
    gauges = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      gauges.put(reason, new LetterMetrics.Gauges(getMetricGroup(), reason, this::now));
    }
    countLetters();
  }

  private static MapStateDescriptor<Long, long[]> lettersDescriptor() {
    return new MapStateDescriptor<>(
        LETTERS, LongSerializer.INSTANCE, LongPrimitiveArraySerializer.INSTANCE);
  }

  @Override
  public void processElement(StreamRecord<LedgerEntry> element) throws Exception {
    LedgerEntry entry = element.getValue();
    if (entry.bookedAt() > now() + AuditOperator.MOST_AHEAD) {
      // Dead-lettered where it is judged.
      return;
    }
    long bucket = entry.bucket();
    long @Nullable [] known = letters.get(bucket);
    long before = known == null ? 0 : known[0];
    long after = before + (Account.isDebit(entry) ? entry.count() : -entry.count());
    shown(LetterNames.reason(entry.name())).change(bucket, before, after);
    if (after == 0) {
      letters.remove(bucket);
      return;
    }
    long booked = known == null ? entry.bookedAt() : Math.max(known[1], entry.bookedAt());
    letters.put(bucket, new long[] {after, booked});
    if (known == null) {
      timers.registerEventTimeTimer(bucket, booked + settings.letterHorizonMillis());
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    long bucket = timer.getNamespace();
    long @Nullable [] known = letters.get(bucket);
    if (known == null) {
      return;
    }
    long due = known[1] + settings.letterHorizonMillis();
    if (timer.getTimestamp() < due) {
      timers.registerEventTimeTimer(bucket, due);
      return;
    }
    shown(LetterNames.reason(suffix(timer.getKey()))).change(bucket, known[0], 0);
    letters.remove(bucket);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("there are no timers of processing time, was " + timer);
  }

  /** After a restore: what the gauges show. */
  private void countLetters() throws Exception {
    this.<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            lettersDescriptor(),
            (key, state) -> {
              for (Map.Entry<Long, long[]> each : state.entries()) {
                shown(LetterNames.reason(suffix(key))).change(each.getKey(), 0, each.getValue()[0]);
              }
            });
  }

  /** As the end of a name. */
  private static String suffix(String key) {
    return key.replace(BETWEEN, '.');
  }

  private LetterMetrics.Gauges shown(@Nullable Reason reason) {
    return requireNonNull(gauges.get(requireNonNull(reason)));
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
