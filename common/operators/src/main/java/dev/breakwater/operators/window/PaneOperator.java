package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Tumbling and hopping windows: merges slices into panes, and panes into windows when they are
 * told.
 *
 * <p>Namespaces of state and timers are starts: of panes for what is remembered, of windows for
 * what was told and for timers. A new pane sets the timer of its earliest window; a window that is
 * closed sets that of the next one while there are panes for it. So a key has about one timer, and
 * a pane is read once per window.
 */
final class PaneOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Slice, Event>, Triggerable<String, Long> {

  static final String PANES = "panes";
  static final String TOLD = "told";
  static final String TIMERS = "windows";

  private static final long serialVersionUID = 1L;

  private final WindowConfig rules;
  private final OutputTag<DeadLetter> deadLetters;
  private final @Nullable OutputTag<Event> accepted;

  private transient InternalValueState<String, Long, Partial> panes;
  private transient InternalValueState<String, Long, Tuple2<Integer, Long>> told;
  private transient InternalTimerService<Long> timers;
  private transient Continuity continuity;
  private transient @Nullable IdleClose idleClose;
  private transient WindowOutput windows;
  private transient Shape shape;

  PaneOperator(
      WindowConfig config, OutputTag<DeadLetter> deadLetters, @Nullable OutputTag<Event> accepted) {
    this.rules = config;
    this.deadLetters = deadLetters;
    this.accepted = accepted;
  }

  @Override
  public void open() throws Exception {
    super.open();
    shape = rules.shape();
    continuity = new Continuity(getOperatorStateBackend(), rules.stateLayout());
    panes = state(new ValueStateDescriptor<>(PANES, new PartialSerializer()));
    told = state(new ValueStateDescriptor<>(TOLD, Types.TUPLE(Types.INT, Types.LONG)));
    timers = getInternalTimerService(TIMERS, LongSerializer.INSTANCE, this);
    windows = new WindowOutput(output, deadLetters, accepted, rules, getMetricGroup());
    idleClose = new IdleClose(getProcessingTimeService(), rules.idleClose(), this::tellAll);
  }

  @Override
  public void processElement(StreamRecord<Slice> element) throws Exception {
    Slice slice = element.getValue();
    long start = shape.earliest(slice.pane());
    long closing = shape.closing(shape.end(start));
    if (closing <= continuity.watermark()) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      windows.refuse(slice, continuity.watermark() - closing, now);
      return;
    }
    windows.accept(slice);
    panes.setCurrentNamespace(slice.pane());
    Partial known = panes.value();
    if (known == null) {
      panes.update(slice.partial());
      setTimer(start);
    } else {
      known.merge(slice.partial());
      panes.update(known);
    }
    if (rules.emit() == Emit.UPDATES
        && (known == null || rules.early() > 0 || isPast(shape.end(start)))) {
      setUpdateTimer(start);
    }
  }

  private boolean isPast(long end) {
    return end - 1 <= continuity.watermark();
  }

  private void setTimer(long start) {
    timers.registerEventTimeTimer(start, shape.closing(shape.end(start)));
  }

  /**
   * At the next early result, at the end of the window, or at once where that is past: several
   * events are one update.
   */
  private void setUpdateTimer(long start) {
    long next = continuity.watermark() + 1;
    long step = shape.end(start);
    if (rules.early() > 0 && next < step) {
      long steps = (Math.max(next, start) - start) / rules.early() + 1;
      step = Math.min(step, start + steps * rules.early());
    }
    timers.registerEventTimeTimer(start, Math.max(step - 1, next));
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    long start = timer.getNamespace();
    if (timer.getTimestamp() < shape.closing(shape.end(start))) {
      tell(timer.getKey(), start);
      return;
    }
    close(timer.getKey(), start);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("windows have no timers of processing time");
  }

  private void close(String key, long start) throws Exception {
    Partial window = window(start);
    told.setCurrentNamespace(start);
    if (window != null) {
      windows.tell(key, start, shape.end(start), window, told.value());
    }
    told.clear();
    panes.setCurrentNamespace(start);
    Partial oldest = panes.value();
    if (window != null && (oldest == null || oldest.events() < window.events())) {
      setTimer(start + shape.slide());
    }
    panes.clear();
  }

  /** Tells a window that stays open; false if there is nothing in it. */
  private boolean tell(String key, long start) throws Exception {
    Partial window = window(start);
    if (window == null) {
      return false;
    }
    told.setCurrentNamespace(start);
    told.update(windows.tell(key, start, shape.end(start), window, told.value()));
    return true;
  }

  /** All panes of a window together, or null where there are none. */
  private @Nullable Partial window(long start) throws Exception {
    Partial window = null;
    for (long pane = start; pane < shape.end(start); pane += shape.slide()) {
      panes.setCurrentNamespace(pane);
      Partial part = panes.value();
      if (part != null) {
        window = merged(window, part);
      }
    }
    return window;
  }

  private Partial merged(@Nullable Partial window, Partial pane) {
    if (window == null) {
      // What is in state must not be merged into.
      return shape.kind() == Shape.Kind.TUMBLING ? pane : pane.copy();
    }
    window.merge(pane);
    return window;
  }

  private void tellAll() throws Exception {
    windows.beginIdle();
    timers.forEachEventTimeTimer(
        (start, time) -> {
          String key = (String) getCurrentKey();
          long next = start;
          while (tell(key, next)) {
            next += shape.slide();
          }
        });
    windows.endIdle();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    continuity.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (idleClose != null) {
      idleClose.observe(status);
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    continuity.save();
  }

  @Override
  public void close() throws Exception {
    if (idleClose != null) {
      idleClose.cancel();
    }
    super.close();
  }

  private <T> InternalValueState<String, Long, T> state(ValueStateDescriptor<T> descriptor)
      throws Exception {
    ValueState<T> state = getOrCreateKeyedState(LongSerializer.INSTANCE, descriptor);
    @SuppressWarnings("unchecked") // every backend's value states are of this kind
    InternalValueState<String, Long, T> internal = (InternalValueState<String, Long, T>) state;
    return internal;
  }
}
