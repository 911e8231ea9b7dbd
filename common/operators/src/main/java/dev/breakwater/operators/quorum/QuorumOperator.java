package dev.breakwater.operators.quorum;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.dedup.Fingerprint;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ballots and their timers, lets the {@link Arbiter} decide, and forgets results that
 * left the horizon.
 *
 * <p>An operator and not a process function because forgetting goes through the keys of the state.
 */
final class QuorumOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Event, Event>, Triggerable<Fingerprint, VoidNamespace> {

  static final String BALLOTS = "ballots";
  static final String STANDINGS = "standings";
  static final String TIMERS = "deadlines";

  private static final long serialVersionUID = 1L;

  /** Copies between two steps of the sweep; a power of two. */
  private static final int HOUSEKEEPING_INTERVAL = 1024;

  /** Rows looked at per step: more than results can have come in the meantime. */
  private static final int SWEEP_STEP = 4 * HOUSEKEEPING_INTERVAL;

  /** Rows looked at per slot where nothing flows: some tenths of a second. */
  private static final int IDLE_STEP = 128 * 1024;

  private final QuorumConfig settings;
  private final @Nullable OutputTag<Event> counted;

  private transient @Nullable List<byte[]> restored;
  private transient @Nullable ListState<byte[]> known;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient @Nullable ScheduledFuture<?> slotTimer;
  private transient RunningTime time;
  private transient Replicas replicas;
  private transient Horizon horizon;
  private transient Standings standings;
  private transient Arbiter arbiter;
  private transient @Nullable Ballots ballots;
  private transient Outputs outputs;
  private transient int untilHousekeeping;
  private transient boolean busy;

  /**
   * @param counted where copies go that take part in a result; null leaves them
   */
  QuorumOperator(QuorumConfig config, @Nullable OutputTag<Event> counted) {
    this.settings = config;
    this.counted = counted;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ListState<byte[]> union =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(STANDINGS, BytePrimitiveArraySerializer.INSTANCE));
    List<byte[]> all = new ArrayList<>();
    union.get().forEach(all::add);
    known = union;
    restored = all;
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    replicas = new Replicas(settings.replicas(), settings.header());
    outputs =
        new Outputs(settings, output, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    time = new RunningTime(this::clock);
    standings = new Standings(settings.replicas().size(), settings.health(), outputs);
    horizon = new Horizon();
    memory().restore(requireNonNull(restored, "restored"), time, standings, horizon);
    restored = null;
    outputs.open(getMetricGroup(), standings);
    arbiter = new Arbiter(settings, standings, outputs);
    ballots =
        new Ballots(
            getKeyedStateBackend(),
            getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new ValueStateDescriptor<>(BALLOTS, new BallotSerializer())),
            BALLOTS,
            horizon,
            getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    untilHousekeeping = HOUSEKEEPING_INTERVAL;
    // Where running time is a multiple of a slot: also for a job that never runs as long as a slot.
    nextSlotAt(clock() + slotMillis() - time.now() % slotMillis());
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    Event event = element.getValue();
    int replica = replicas.of(event.record());
    if (replica == Replicas.UNKNOWN) {
      refuse(event);
      return;
    }
    if (--untilHousekeeping <= 0) {
      keepHouse();
    }
    long now = time.now();
    outputs.at(time.onTheClock(now));
    Fingerprint key = (Fingerprint) getCurrentKey();
    Ballot ballot = ballots().find(key);
    if (ballot == null) {
      if (horizon.isPast(event.time())) {
        arbiter.straggler(event, replica, now);
        return;
      }
      horizon.note(event.time());
      ballot = new Ballot(horizon.slot(), now, event.time(), event.source(), event.id());
      ballots().keep(key, ballot);
    }
    arbiter.copy(ballot, event, replica, now);
    schedule(ballot, now);
    ballots().grew(Group.bytes(event));
    if (counted != null) {
      output.collect(counted, element);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<Fingerprint, VoidNamespace> timer) throws Exception {
    Ballot ballot = ballots().find(timer.getKey());
    if (ballot == null) {
      return;
    }
    long now = time.now();
    outputs.at(time.onTheClock(now));
    ballot.setTimer(Ballot.NEVER);
    arbiter.timer(ballot, now);
    schedule(ballot, now);
  }

  @Override
  public void onEventTime(InternalTimer<Fingerprint, VoidNamespace> timer) {
    throw new IllegalStateException("quorum has no timers of event time, was given " + timer);
  }

  /**
   * Later than needed is never; earlier costs a look. So timers only move to the front, and after a
   * restore they may fire too early.
   */
  private void schedule(Ballot ballot, long now) {
    long running = arbiter.due(ballot, now);
    long due = running == Ballot.NEVER ? Ballot.NEVER : time.onTheClock(running);
    long timer = ballot.timer();
    if (due == Ballot.NEVER) {
      if (timer != Ballot.NEVER) {
        timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, timer);
        ballot.setTimer(Ballot.NEVER);
      }
    } else if (timer == Ballot.NEVER || due < timer) {
      if (timer != Ballot.NEVER) {
        timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, timer);
      }
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, due);
      ballot.setTimer(due);
    }
  }

  private void refuse(Event event) {
    String said =
        settings.header() == null
            ? "topic of a record must be one of quorum.replicas, was not"
            : "header " + settings.header() + " must name one of quorum.replicas, did not";
    output.collect(
        Quorum.DEAD_LETTERS,
        new StreamRecord<>(
            new DeadLetter(event.record(), Reason.INVALID, Quorum.UID, said, null, clock())));
  }

  private void keepHouse() throws Exception {
    untilHousekeeping = HOUSEKEEPING_INTERVAL;
    busy = true;
    ballots().sweep(SWEEP_STEP);
  }

  private void nextSlotAt(long next) {
    slotTimer =
        getProcessingTimeService()
            .registerTimer(
                next,
                at -> {
                  nextSlot();
                  nextSlotAt(at + slotMillis());
                });
  }

  /** Where nothing flows, nothing pays for the sweep step by step: then it goes on here. */
  private void nextSlot() throws Exception {
    horizon.next();
    ballots().write();
    ballots().beginSweep();
    if (!busy) {
      ballots().sweep(IDLE_STEP);
    }
    busy = false;
  }

  private Ballots ballots() {
    return requireNonNull(ballots, "ballots");
  }

  private Memory memory() {
    return new Memory(settings.names(), settings.health());
  }

  private long slotMillis() {
    return Math.max(1, settings.timing().horizon() / Horizon.SLOTS);
  }

  private long clock() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    ballots().write();
    requireNonNull(known, "known").update(List.of(memory().save(time, standings, horizon)));
    super.snapshotState(context);
  }

  @Override
  public void close() throws Exception {
    if (slotTimer != null) {
      slotTimer.cancel(false);
    }
    if (ballots != null) {
      ballots.close();
    }
    super.close();
  }
}
