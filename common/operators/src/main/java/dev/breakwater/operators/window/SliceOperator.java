package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.metrics.Metrics;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

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

  static final String CLOCKS = "partition-clocks";
  static final String WATERMARK = "slice-watermark";

  private static final long serialVersionUID = 1L;

  private final WindowConfig config;
  private final OutputTag<DeadLetter> deadLetters;

  private transient ListState<Tuple3<String, Integer, Long>> savedClocks;
  private transient ListState<Long> savedWatermark;
  private transient PartitionClocks clocks;
  private transient EventReader reader;
  private transient HotKeys hotKeys;
  private transient PreAggregation buffer;
  private transient Map<Reason, Counter> refused;
  private transient Counter slices;
  private transient StreamRecord<Slice> out;
  private transient long watermark;
  private transient boolean idle;

  /** The latest watermark of any subtask when the state was saved. */
  private transient long saidByOthers;

  /** Windows that close up to here may be closed already. */
  private transient long doubtful;

  SliceOperator(WindowConfig config, OutputTag<DeadLetter> deadLetters) {
    this.config = config;
    this.deadLetters = deadLetters;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    savedClocks =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    CLOCKS, Types.TUPLE(Types.STRING, Types.INT, Types.LONG)));
    savedWatermark =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>(WATERMARK, Types.LONG));
    clocks = new PartitionClocks(config.outOfOrderness());
    long saidBefore = Long.MIN_VALUE;
    for (Tuple3<String, Integer, Long> saved : savedClocks.get()) {
      clocks.restore(saved.f0, saved.f1, saved.f2);
    }
    for (long saved : savedWatermark.get()) {
      saidBefore = Math.max(saidBefore, saved);
    }
    saidByOthers = saidBefore;
    doubtful = saidBefore;
  }

  @Override
  public void open() throws Exception {
    super.open();
    watermark = Long.MIN_VALUE;
    reader = new EventReader(config);
    hotKeys = new HotKeys();
    buffer = new PreAggregation(config.shape(), reader, config.preAggregationBytes(), hotKeys);
    out = new StreamRecord<>(new Slice("", 0, reader.empty(), null));
    slices = Metrics.counter(getMetricGroup(), WindowMetrics.SLICES);
    Metrics.gauge(getMetricGroup(), WindowMetrics.HOTTEST_KEY_SHARE, hotKeys::largestShare);
    refused = new EnumMap<>(Reason.class);
    for (Reason reason : new Reason[] {Reason.LATE, Reason.INVALID, Reason.MALFORMED}) {
      refused.put(reason, WindowMetrics.refused(getMetricGroup(), reason));
    }
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    Event event = element.getValue();
    RawRecord record = event.record();
    long time = event.time();
    long own = clocks.observe(record.topic(), record.partition(), time);
    try {
      reader.read(event);
    } catch (RejectedException e) {
      refuse(event, e.reason(), e.getMessage());
      return;
    }
    long late = config.shape().late(time);
    if (late <= own || late <= watermark) {
      refuse(event, Reason.LATE, lateBy(Math.max(own, watermark) - late));
    } else if (late <= doubtful || config.preAggregationBytes() == 0) {
      single(event, late <= doubtful);
    } else {
      buffer.add(time);
      if (buffer.isFull()) {
        flush();
      }
    }
  }

  static String lateBy(long millis) {
    return "its window was closed, by event time, " + millis + " ms before";
  }

  private void refuse(Event event, Reason reason, String message) {
    refused.get(reason).inc();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    output.collect(
        deadLetters,
        new StreamRecord<>(
            new DeadLetter(event.record(), reason, Window.STAGE, message, null, now)));
  }

  private void single(Event event, boolean inDoubt) {
    Partial partial = reader.empty();
    reader.addTo(partial, event.time());
    long pane = config.shape().session() ? event.time() : config.shape().pane(event.time());
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
    watermark = Math.max(watermark, mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      flush();
    } else if (idle) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      doubtful = Math.max(doubtful, now + config.ahead());
    }
    idle = status.isIdle();
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
    savedClocks.clear();
    clocks.save((topic, partition, latest) -> savedClocks.add(Tuple3.of(topic, partition, latest)));
    savedWatermark.clear();
    savedWatermark.add(Math.max(watermark, saidByOthers));
  }
}
