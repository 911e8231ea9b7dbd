package dev.breakwater.operators.audit;

import dev.breakwater.operators.audit.Auditor.Closing;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages of each line and their timers, whose namespace is the bucket.
 *
 * <p>Timers are not moved: one that fires before something is due sets the next one.
 */
final class AuditOperator extends AbstractStreamOperator<Verdict>
    implements OneInputStreamOperator<LedgerEntry, Verdict>, Triggerable<String, Long> {

  static final String PAGES = "pages";
  static final String PARTIES = "parties";
  static final String TIMERS = "due";

  /** The namespace of the timer that forgets a line: no bucket begins there. */
  private static final Long LINE = Long.MAX_VALUE;

  /** One wrong clock must not keep pages for ever; a day is also what wrong time zones come to. */
  static final long MOST_AHEAD = 86_400_000;

  private static final long serialVersionUID = 1L;

  private final AuditConfig settings;
  private final long heldMillis;

  private transient MapState<Long, Page> pages;
  private transient ValueState<Parties> parties;
  private transient InternalTimerService<Long> timers;
  private transient Auditor auditor;
  private transient AuditMetrics figures;
  private transient long lastProgress;
  private transient long heldUntil;

  /**
   * @param heldMillis how long event time stands after a restore
   */
  AuditOperator(AuditConfig config, long heldMillis) {
    this.settings = config;
    this.heldMillis = heldMillis;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    heldUntil = context.isRestored() ? now() + heldMillis : Long.MIN_VALUE;
  }

  @Override
  public void open() throws Exception {
    super.open();
    pages = state(pagesDescriptor());
    parties = state(new ValueStateDescriptor<>(PARTIES, PartiesSerializer.INSTANCE));
    timers = getInternalTimerService(TIMERS, LongSerializer.INSTANCE, this);
    auditor = new Auditor(settings);
    figures = new AuditMetrics(getMetricGroup(), this::now);
    lastProgress = now();
    countPages();
  }

  private static MapStateDescriptor<Long, Page> pagesDescriptor() {
    return new MapStateDescriptor<>(PAGES, LongSerializer.INSTANCE, PageSerializer.INSTANCE);
  }

  private <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
    return getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void processElement(StreamRecord<LedgerEntry> element) throws Exception {
    LedgerEntry entry = element.getValue();
    if (entry.bookedAt() > now() + MOST_AHEAD) {
      refuse(entry, Reason.INVALID, "booked_at is more than a day ahead of the clock");
      return;
    }
    @Nullable Parties known = parties.value();
    Parties line = known == null ? new Parties(0, Parties.NONE) : known;
    @Nullable Page page = pages.get(entry.bucket());
    if (page == null && line.isBeyond(entry.bucket())) {
      refuse(entry, Reason.LATE, "its bucket was forgotten after audit.horizon");
      return;
    }
    if (page != null && page.sizeMs() != entry.sizeMs()) {
      refuse(entry, Reason.INVALID, wrongSize(entry, page));
      return;
    }
    figures.booked();
    line.note(entry, settings.horizonMillis());
    parties.update(line);
    book(entry, page == null ? Page.first(entry) : page);
  }

  private void book(LedgerEntry entry, Page page) throws Exception {
    boolean wasOpen = page.isOpen();
    page.book(entry);
    pages.put(entry.bucket(), page);
    if (!wasOpen) {
      figures.opened();
      timers.registerEventTimeTimer(entry.bucket(), auditor.due(page, entry.bucket()));
      timers.registerProcessingTimeTimer(entry.bucket(), now() + settings.silenceMillis());
    }
  }

  private static String wrongSize(LedgerEntry entry, Page page) {
    return "ledger.bucket must be the same for all jobs of a topic, was %d ms, and %d ms before"
        .formatted(entry.sizeMs(), page.sizeMs());
  }

  private void refuse(LedgerEntry entry, Reason reason, String message) {
    figures.refused();
    RawRecord record = RawRecord.made(entry.bookedAt(), entry.key(), entry.toJson());
    output.collect(
        Audit.DEAD_LETTERS,
        new StreamRecord<>(new DeadLetter(record, reason, Audit.STAGE, message, null, now())));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    lastProgress = now();
    if (lastProgress >= heldUntil) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    long bucket = timer.getNamespace();
    if (bucket == LINE) {
      forgetLine(timer.getTimestamp());
      return;
    }
    @Nullable Page page = pages.get(bucket);
    if (page == null) {
      return;
    }
    if (auditor.due(page, bucket) <= timer.getTimestamp()) {
      if (!page.isOpen()) {
        forget(bucket, page);
        return;
      }
      judge(timer.getKey(), bucket, page);
    }
    timers.registerEventTimeTimer(bucket, auditor.due(page, bucket));
  }

  /** The clock judges only when event time stands, and nothing was booked for long. */
  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) throws Exception {
    long bucket = timer.getNamespace();
    @Nullable Page page = pages.get(bucket);
    if (page == null || !page.isOpen()) {
      return;
    }
    long due = Math.max(lastProgress, page.lastBooked()) + settings.silenceMillis();
    if (now() < due) {
      timers.registerProcessingTimeTimer(bucket, due);
      return;
    }
    judge(timer.getKey(), bucket, page);
  }

  private void judge(String key, long bucket, Page page) throws Exception {
    Account account = Account.of(key);
    Closing closing = auditor.close(account, bucket, page, parties.value(), now());
    for (Verdict verdict : closing.verdicts()) {
      output.collect(new StreamRecord<>(verdict));
      VerdictLog.say(verdict);
    }
    figures.closed(account.equation(), closing);
    pages.put(bucket, page);
  }

  private void forget(long bucket, Page page) throws Exception {
    figures.forgot(page);
    pages.remove(bucket);
    Parties line = parties.value();
    // One record of a far time must not make the line blind for all buckets up to it.
    line.forget(Math.min(bucket, page.lastBooked() + settings.horizonMillis()));
    parties.update(line);
    timers.registerEventTimeTimer(LINE, line.lastBooked() + settings.horizonMillis());
  }

  /** The last page that is forgotten sets the timer once more. */
  private void forgetLine(long time) throws Exception {
    @Nullable Parties line = parties.value();
    if (line == null || !pages.isEmpty()) {
      return;
    }
    long due = line.lastBooked() + settings.horizonMillis();
    if (due <= time) {
      parties.clear();
    } else {
      timers.registerEventTimeTimer(LINE, due);
    }
  }

  /** After a restore: what the gauges show. */
  private void countPages() throws Exception {
    this.<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            pagesDescriptor(),
            (key, state) -> {
              for (Map.Entry<Long, Page> page : state.entries()) {
                figures.restored(page.getValue());
              }
            });
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
