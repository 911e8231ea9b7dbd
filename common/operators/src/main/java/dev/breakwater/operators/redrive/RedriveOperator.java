package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.metrics.TimerGauge;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the dead letters that are sent or parked, each when it is due, in its turn, and while
 * the target is well.
 *
 * <p>What has to wait for its delay is state, with a timer. What has to wait for anything else is
 * kept in the call for its record while the task does its other work, checkpoints above all: the
 * source moves its position only after the call returns, so a restore reads it again.
 */
final class RedriveOperator extends AbstractStreamOperator<RawRecord>
    implements OneInputStreamOperator<RawRecord, RawRecord>,
        Triggerable<String, String>,
        BoundedOneInput {

  static final String STATE = "waiting";

  /** Of a timer: the delay is over. */
  static final String DUE = "due";

  /** Of a timer: the turn that was reserved has come. */
  static final String TURN = "turn";

  private static final long serialVersionUID = 1L;

  private final RedrivePolicy policy;
  private final transient Supplier<SentBefore> outputs;
  private final transient MailboxExecutor mails;
  private final transient TargetHealth health;

  private transient ValueState<RawRecord> records;
  private transient InternalTimerService<String> timers;
  private transient SentBefore sentBefore;
  private transient RedriveMetrics counts;
  private transient RateLimit limit;
  private transient volatile int waiting;
  private transient long openedAt;
  private transient @Nullable ScheduledFuture<?> wake;

  /**
   * @param outputs reads what was sent before; may take long
   * @param mails runs the mails of every operator and of the task itself when it yields
   * @param probe asks the target; null when nobody is asked
   */
  RedriveOperator(
      StreamOperatorParameters<RawRecord> parameters,
      RedrivePolicy policy,
      Supplier<SentBefore> outputs,
      MailboxExecutor mails,
      @Nullable HealthProbe probe) {
    super(parameters);
    this.policy = policy;
    this.outputs = outputs;
    this.mails = mails;
    this.health =
        new TargetHealth(
            probe,
            policy.config().health().interval().toMillis(),
            mails,
            getProcessingTimeService());
  }

  @Override
  public void open() throws Exception {
    super.open();
    openedAt = now();
    records =
        getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(STATE, EventTypes.RAW_RECORD));
    timers = getInternalTimerService("redrive", StringSerializer.INSTANCE, this);
    limit = new RateLimit(policy.config().rate(), openedAt);
    counts = new RedriveMetrics(getMetricGroup(), () -> waiting, health::gauge);
    try (Stream<String> keys =
        this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
      waiting = Math.toIntExact(keys.count());
    }
    sentBefore = outputs.get();
    health.begin();
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) throws Exception {
    RawRecord record = element.getValue();
    Decision decision = policy.decide(record);
    if (decision instanceof Decision.Leave leave) {
      leave(element, leave.cause());
    } else if (sentBefore.contains(record)) {
      leave(element, Cause.SENT_BEFORE);
    } else if (decision instanceof Decision.Park park) {
      counts.other(park.cause());
      output.collect(element);
    } else if (decision instanceof Decision.Send send) {
      long due = policy.due(record, send, now());
      if (due > now()) {
        keep(record, due);
      } else {
        awaitTurn();
        send(element);
      }
    }
  }

  private void keep(RawRecord record, long due) throws Exception {
    awaitRoom();
    // What ran meanwhile may have left another key.
    setCurrentKey(record.position());
    records.update(record);
    timers.registerProcessingTimeTimer(DUE, due);
    nowWaiting(waiting + 1);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, String> timer) throws Exception {
    long now = now();
    if (!health.isGood()) {
      timers.registerProcessingTimeTimer(DUE, now + policy.config().health().interval().toMillis());
      return;
    }
    // Turns of the run before a restore are gone, or they would all come at once.
    boolean reserved = timer.getNamespace().equals(TURN) && timer.getTimestamp() >= openedAt;
    long turn = reserved ? now : limit.reserve(now);
    if (turn > now) {
      timers.registerProcessingTimeTimer(TURN, turn);
      return;
    }
    RawRecord record = records.value();
    records.clear();
    nowWaiting(waiting - 1);
    if (sentBefore.contains(record)) {
      leave(new StreamRecord<>(record), Cause.SENT_BEFORE);
    } else {
      send(new StreamRecord<>(record));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, String> timer) {
    throw new IllegalStateException("there are no timers of event time, was " + timer);
  }

  /** What waits is sent before the job ends. */
  @Override
  public void endInput() throws Exception {
    while (waiting > 0) {
      mails.yield();
    }
  }

  @Override
  public void close() throws Exception {
    health.end();
    if (wake != null) {
      wake.cancel(false);
    }
    super.close();
  }

  /** Only the task's thread counts; the reporter's reads. */
  private void nowWaiting(int count) {
    waiting = count;
  }

  private void leave(StreamRecord<RawRecord> element, Cause cause) {
    counts.other(cause);
    output.collect(Redrive.LEFT, element);
  }

  private void send(StreamRecord<RawRecord> element) {
    counts.sent();
    output.collect(element);
  }

  private void awaitRoom() throws InterruptedException {
    if (waiting >= policy.config().maxWaiting()) {
      standStill(() -> waiting < policy.config().maxWaiting());
    }
  }

  private void awaitTurn() throws InterruptedException {
    if (!health.isGood()) {
      standStill(health::isGood);
    }
    long turn = limit.reserve(now());
    if (turn > now()) {
      wake = getProcessingTimeService().registerTimer(turn, time -> {});
      standStill(() -> now() >= turn);
      if (!health.isGood()) {
        standStill(health::isGood);
      }
    }
  }

  /** Shown as back pressure; nothing is read meanwhile. */
  private void standStill(Condition until) throws InterruptedException {
    TimerGauge backPressure =
        getContainingTask()
            .getEnvironment()
            .getMetricGroup()
            .getIOMetricGroup()
            .getSoftBackPressuredTimePerSecond();
    backPressure.markStart();
    try {
      while (!until.holds()) {
        mails.yield();
      }
    } finally {
      backPressure.markEnd();
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private interface Condition {
    boolean holds();
  }
}
