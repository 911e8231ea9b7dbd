package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.quarantine.Place.Held;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
 * Keeps the lines and their timers; records of keys without a line pass without a look at the
 * state.
 *
 * <p>An operator and not a process function because the keys of the state are needed at the start.
 */
final class QuarantineOperator extends AbstractStreamOperator<Outcome>
    implements OneInputStreamOperator<Outcome, Outcome>, Triggerable<QuarantineKey, VoidNamespace> {

  static final String LINES = "lines";
  static final String TIMERS = "expiry";

  private static final long serialVersionUID = 1L;

  private final QuarantineConfig limits;

  private transient ValueState<Line> lines;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient ParkedKeys parkedKeys;
  private transient Totals totals;
  private transient WaitingLine waiting;

  QuarantineOperator(QuarantineConfig limits) {
    this.limits = limits;
  }

  @Override
  public void open() throws Exception {
    super.open();
    lines = state(linesDescriptor());
    StateRows rows =
        new StateRows(state(StateRows.placesDescriptor()), state(StateRows.parkedDescriptor()));
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    parkedKeys = new ParkedKeys();
    totals = new Totals(limits.maxWaitMillis());
    waiting =
        new WaitingLine(
            limits, rows, new Exit(new QuarantineMetrics(getMetricGroup(), totals, this::now)));
    readLines();
  }

  private static ValueStateDescriptor<Line> linesDescriptor() {
    return new ValueStateDescriptor<>(LINES, LineSerializer.INSTANCE);
  }

  private <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
    return getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void processElement(StreamRecord<Outcome> element) throws Exception {
    QuarantineKey key = (QuarantineKey) getCurrentKey();
    Outcome outcome = element.getValue();
    boolean parked = parkedKeys.mayHold(key);
    if (!parked
        && !(outcome instanceof DeadLetter letter && WaitingLine.isWaitedFor(letter, limits))) {
      output.collect(element);
      return;
    }
    Line before = parked ? current() : Line.NONE;
    waiting.line().open(before, totals.sums().bytes());
    waiting.accept(
        outcome, element.hasTimestamp() ? element.getTimestamp() : Held.NO_TIMESTAMP, now());
    save(key, before, waiting.line().line());
  }

  @Override
  public void onProcessingTime(InternalTimer<QuarantineKey, VoidNamespace> timer) throws Exception {
    Line before = current();
    waiting.line().open(before, totals.sums().bytes());
    waiting.expire(now());
    save(timer.getKey(), before, waiting.line().line());
  }

  /** There are none: waiting is a matter of the clock. */
  @Override
  public void onEventTime(InternalTimer<QuarantineKey, VoidNamespace> timer) {
    throw new IllegalStateException("no timer of event time was set, one fired: " + timer);
  }

  private Line current() throws Exception {
    @Nullable Line line = lines.value();
    return line == null ? Line.NONE : line;
  }

  private void save(QuarantineKey key, Line before, Line after) throws Exception {
    if (after.equals(before)) {
      return;
    }
    totals.replace(before, after);
    if (before.isNone()) {
      parkedKeys.add(key);
    }
    if (after.isNone()) {
      parkedKeys.remove(key);
      lines.clear();
    } else {
      lines.update(after);
    }
    setTimer(before, after);
  }

  private void setTimer(Line before, Line after) {
    if (!before.isNone() && before.expires() != after.expires()) {
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, before.expires());
    }
    if (!after.isNone() && before.expires() != after.expires()) {
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, after.expires());
    }
  }

  /** After a restore: one row a key that has a line. Its expiry is that of the present limits. */
  private void readLines() throws Exception {
    this.<QuarantineKey>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            linesDescriptor(),
            (key, state) -> {
              Line line = state.value();
              parkedKeys.add(key);
              totals.replace(Line.NONE, line);
              waiting.line().open(line, totals.sums().bytes());
              save(key, line, waiting.line().line());
            });
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** To the output, counted. */
  private final class Exit implements WaitingLine.Exit {

    private final QuarantineMetrics metrics;

    Exit(QuarantineMetrics metrics) {
      this.metrics = metrics;
    }

    @Override
    public void pass(Outcome outcome, long timestamp) {
      output.collect(
          timestamp == Held.NO_TIMESTAMP
              ? new StreamRecord<>(outcome)
              : new StreamRecord<>(outcome, timestamp));
    }

    @Override
    public void release(Held held) {
      metrics.released().inc();
      pass(held.event(), held.timestamp());
    }

    @Override
    public void overtake(Held held, String position, WaitingLine.GivenUp why) {
      metrics.overtaking().inc();
      Outcome outcome =
          limits.onLimit() == LimitPolicy.RELEASE
              ? Overtaking.flagged(held.event(), position)
              : Overtaking.expired(held.event(), position, why, now());
      pass(outcome, held.timestamp());
    }

    @Override
    public void cameBack() {
      metrics.returned().inc();
    }

    @Override
    public void gaveUp(WaitingLine.GivenUp why) {
      (why == WaitingLine.GivenUp.EXPIRED ? metrics.expired() : metrics.cut()).inc();
    }
  }
}
