package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.metrics.Metrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads events, refuses those that are late or cannot be measured, and aggregates the others until
 * a checkpoint, a watermark that their window waits for, or the bound of memory.
 *
 * <p>What is not late here is not late behind the shuffle: slices go there before the watermark
 * that closes their window. The exception is a subtask that was idle, since the others went on
 * without it. After that, and after a restore, events whose window may be closed already are
 * shuffled one by one with the event itself, so that it can still become a dead letter.
 */
final class SliceOperator extends AbstractStreamOperator<Slice>
    implements OneInputStreamOperator<Event, Slice> {

  private static final long serialVersionUID = 1L;

  private final WindowConfig rules;
  private final OutputTag<DeadLetter> deadLetters;
  private final @Nullable OutputTag<Event> accepted;

  private transient Progress progress;
  private transient EventReader reader;
  private transient HotKeys hotKeys;
  private transient PreAggregation buffer;
  private transient Counter late;
  private transient Counter invalid;
  private transient Counter malformed;
  private transient Counter slices;
  private transient StreamRecord<Slice> out;

  /**
   * @param accepted where events go that are not late for sure; null leaves them
   */
  SliceOperator(
      WindowConfig config, OutputTag<DeadLetter> deadLetters, @Nullable OutputTag<Event> accepted) {
    this.rules = config;
    this.deadLetters = deadLetters;
    this.accepted = accepted;
  }

  @Override
  public void open() throws Exception {
    super.open();
    progress = new Progress(getOperatorStateBackend(), rules.outOfOrderness());
    reader = new EventReader(rules);
    hotKeys = new HotKeys();
    buffer = new PreAggregation(rules.shape(), reader, rules.preAggregationBytes(), hotKeys);
    out = new StreamRecord<>(new Slice("", 0, reader.empty(), null));
    slices = Metrics.counter(getMetricGroup(), WindowMetrics.SLICES);
    Metrics.gauge(getMetricGroup(), WindowMetrics.HOTTEST_KEY_SHARE, hotKeys::largestShare);
    late = WindowMetrics.refused(getMetricGroup(), Reason.LATE);
    invalid = WindowMetrics.refused(getMetricGroup(), Reason.INVALID);
    malformed = WindowMetrics.refused(getMetricGroup(), Reason.MALFORMED);
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    Event event = element.getValue();
    long time = event.time();
    long closed = progress.closedBefore(event.record(), time);
    try {
      reader.read(event);
    } catch (RejectedException e) {
      refuse(event, e.reason(), e.getMessage());
      return;
    }
    long lateAt = rules.shape().late(time);
    boolean inDoubt = lateAt <= progress.doubtful();
    if (lateAt <= closed) {
      refuse(event, Reason.LATE, lateBy(closed - lateAt));
      return;
    }
    if (inDoubt || rules.preAggregationBytes() == 0) {
      single(event, inDoubt);
    } else {
      buffer.add(time);
      if (buffer.isFull()) {
        flush();
      }
    }
    if (accepted != null && !inDoubt) {
      output.collect(accepted, element);
    }
  }

  static String lateBy(long millis) {
    return "its window was closed, by event time, " + millis + " ms before";
  }

  private void refuse(Event event, Reason reason, String message) {
    counter(reason).inc();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    output.collect(
        deadLetters,
        new StreamRecord<>(
            new DeadLetter(event.record(), reason, Window.STAGE, message, null, now)));
  }

  private Counter counter(Reason reason) {
    return switch (reason) {
      case LATE -> late;
      case MALFORMED -> malformed;
      default -> invalid;
    };
  }

  private void single(Event event, boolean inDoubt) {
    Partial partial = reader.empty();
    reader.addTo(partial, event.time());
    long pane = rules.shape().session() ? event.time() : rules.shape().pane(event.time());
    emit(new Slice(reader.key(), pane, partial, inDoubt ? event : null));
  }

  private void emit(Slice slice) {
    slices.inc();
    output.collect(out.replace(slice));
  }

  private void flush() {
    buffer.flush((key, pane, partial) -> emit(new Slice(key, pane, partial, null)));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (buffer.isDue(mark.getTimestamp())) {
      flush();
    }
    progress.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      // The watermark behind the shuffle no longer waits for what is here.
      flush();
    }
    long now = getProcessingTimeService().getCurrentProcessingTime();
    progress.idle(status.isIdle(), now + rules.ahead());
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    progress.save();
  }
}
