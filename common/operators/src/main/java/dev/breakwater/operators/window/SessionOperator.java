package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
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
 * Sessions: per key the open ones, by the time of their first event; a slice joins those that it
 * overlaps with, which become one. One timer per session, moved when its end moves.
 */
final class SessionOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Slice, Event>, Triggerable<String, VoidNamespace> {

  static final String SESSIONS = "sessions";
  static final String TOLD = "told-sessions";
  static final String TIMERS = "sessions";

  private static final long serialVersionUID = 1L;

  /** What was told of a session that has changed since; no session has so many events. */
  private static final long CHANGED = -1;

  private final WindowConfig rules;
  private final OutputTag<DeadLetter> deadLetters;
  private final @Nullable OutputTag<Event> accepted;

  private transient MapState<Long, Partial> sessions;
  private transient MapState<Long, Tuple2<Integer, Long>> told;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Continuity continuity;
  private transient @Nullable IdleClose idleClose;
  private transient WindowOutput windows;
  private transient Shape shape;

  SessionOperator(
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
    sessions =
        state(new MapStateDescriptor<>(SESSIONS, LongSerializer.INSTANCE, new PartialSerializer()));
    told = state(new MapStateDescriptor<>(TOLD, Types.LONG, Types.TUPLE(Types.INT, Types.LONG)));
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    windows = new WindowOutput(output, deadLetters, accepted, rules, getMetricGroup());
    idleClose = new IdleClose(getProcessingTimeService(), rules.idleClose(), this::tellAll);
  }

  @Override
  public void processElement(StreamRecord<Slice> element) throws Exception {
    Slice slice = element.getValue();
    long late = shape.late(slice.partial().first());
    if (late <= continuity.watermark()) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      windows.refuse(slice, continuity.watermark() - late, now);
      return;
    }
    windows.accept(slice);
    Partial session = slice.partial();
    Tuple2<Integer, Long> before = null;
    for (Partial open : overlapping(session)) {
      before = later(before, forget(open));
      open.merge(session);
      session = open;
    }
    sessions.put(session.first(), session);
    if (before != null) {
      told.put(session.first(), Tuple2.of(before.f0, CHANGED));
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, closing(session));
  }

  private List<Partial> overlapping(Partial slice) throws Exception {
    List<Partial> overlapping = new ArrayList<>(1);
    for (Map.Entry<Long, Partial> open : sessions.entries()) {
      Partial session = open.getValue();
      if (session.first() < end(slice) && slice.first() < end(session)) {
        overlapping.add(session);
      }
    }
    return overlapping;
  }

  /** Removes a session that becomes part of another one; what was told of it. */
  private @Nullable Tuple2<Integer, Long> forget(Partial session) throws Exception {
    Tuple2<Integer, Long> before = told.get(session.first());
    if (before != null) {
      told.remove(session.first());
    }
    sessions.remove(session.first());
    timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, closing(session));
    return before;
  }

  private static @Nullable Tuple2<Integer, Long> later(
      @Nullable Tuple2<Integer, Long> one, @Nullable Tuple2<Integer, Long> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.f0 >= other.f0 ? one : other;
  }

  private long end(Partial session) {
    return session.last() + shape.size();
  }

  private long closing(Partial session) {
    return shape.closing(end(session));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    List<Partial> due = new ArrayList<>(1);
    for (Map.Entry<Long, Partial> open : sessions.entries()) {
      if (closing(open.getValue()) <= timer.getTimestamp()) {
        due.add(open.getValue());
      }
    }
    for (Partial session : due) {
      tell(timer.getKey(), session);
      sessions.remove(session.first());
      told.remove(session.first());
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("windows have no timers of processing time");
  }

  private Tuple2<Integer, Long> tell(String key, Partial session) throws Exception {
    return windows.tell(key, session.first(), end(session), session, told.get(session.first()));
  }

  private void tellAll() throws Exception {
    windows.beginIdle();
    timers.forEachEventTimeTimer(
        (namespace, time) -> {
          String key = (String) getCurrentKey();
          for (Map.Entry<Long, Partial> open : sessions.entries()) {
            told.put(open.getKey(), tell(key, open.getValue()));
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

  private <V> MapState<Long, V> state(MapStateDescriptor<Long, V> descriptor) throws Exception {
    return getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }
}
