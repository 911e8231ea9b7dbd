package dev.breakwater.operators.lookup;

import dev.breakwater.operators.breaker.BreakerMetrics;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RejectedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.metrics.TimerGauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.streamrecord.StreamElementSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each record on once its answer is there, in order per key; meanwhile it is in the state.
 *
 * <p>While as many records wait as may, the call for the next one waits too, and the task does its
 * other work: answers, checkpoints, a stop. That record is in no state; a source moves its position
 * only after the call returns, so after a restore it reads it again.
 *
 * <p>All of it happens in the task's thread: whoever has an answer leaves a mail.
 */
final class LookupOperator extends AbstractStreamOperator<Outcome>
    implements OneInputStreamOperator<Outcome, Outcome>, BoundedOneInput {

  static final String STATE = "waiting";

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(LookupOperator.class);

  private final LookupConfig lookup;
  private final transient MailboxExecutor mails;

  private transient KeyGate<ByteBuffer, Waiting> gate;
  private transient LinkedHashSet<Waiting> inFlight;
  private transient HeldWatermarks watermarks;
  private transient @Nullable Endpoint endpoint;
  private transient LookupPolicy policy;
  private transient LookupMetrics metrics;
  private transient @Nullable ListState<StreamElement> state;
  private transient TimerGauge backPressure;
  private transient long taken;
  private transient boolean oneMore;
  private transient volatile int waiting;
  private transient volatile boolean holding;
  private transient volatile boolean closed;

  /**
   * @param mails runs what it is given in the task's thread, also while that yields to it
   */
  LookupOperator(
      StreamOperatorParameters<Outcome> parameters, LookupConfig lookup, MailboxExecutor mails) {
    super(parameters);
    this.lookup = lookup;
    this.mails = mails;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    StreamElementSerializer<Outcome> serializer =
        new StreamElementSerializer<>(
            EventTypes.OUTCOME.createSerializer(getExecutionConfig().getSerializerConfig()));
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>(STATE, serializer));
  }

  @Override
  public void open() throws Exception {
    super.open();
    gate = new KeyGate<>();
    inFlight = new LinkedHashSet<>();
    watermarks = new HeldWatermarks();
    metrics = new LookupMetrics(getMetricGroup());
    Endpoint acquired = Endpoint.acquire(lookup);
    endpoint = acquired;
    policy =
        new LookupPolicy(
            lookup,
            acquired.cache(),
            metrics,
            getProcessingTimeService()::getCurrentProcessingTime);
    LookupMetrics.gauges(getMetricGroup(), acquired, () -> waiting, () -> holding ? 1 : 0);
    BreakerMetrics.register(getMetricGroup(), acquired.breaker());
    backPressure =
        getContainingTask()
            .getEnvironment()
            .getMetricGroup()
            .getIOMetricGroup()
            .getSoftBackPressuredTimePerSecond();
    for (StreamElement element : Objects.requireNonNull(state, "state").get()) {
      takeIn(element.asRecord());
    }
  }

  @Override
  public void processElement(StreamRecord<Outcome> element) throws Exception {
    while (!sentOn(element)) {
      if (inFlight.size() < lookup.output().capacity() || oneMore) {
        takeIn(element.copy(element.getValue()));
        break;
      }
      hold();
    }
    oneMore = false;
    holding = false;
  }

  /** Sends a record on for which nothing has to be waited. */
  private boolean sentOn(StreamRecord<Outcome> element) {
    if (!gate.isEmpty()) {
      ByteBuffer key = RecordKey.of(element.getValue());
      if (key != null && gate.isBusy(key)) {
        return false;
      }
    }
    Outcome done = begin(element.getValue(), null);
    if (done == null) {
      return false;
    }
    output.collect(element.replace(done));
    return true;
  }

  private void takeIn(StreamRecord<Outcome> element) {
    ByteBuffer key = RecordKey.of(element.getValue());
    if (key == null) {
      output.collect(element);
      return;
    }
    Waiting taker = new Waiting(element, key, ++taken);
    inFlight.add(taker);
    waiting = inFlight.size();
    if (gate.enter(key, taker)) {
      Outcome done = begin(element.getValue(), taker);
      if (done != null) {
        goOn(taker, done);
      }
    }
  }

  /**
   * What becomes of a record whose turn it is, if that is known at once; else null.
   *
   * @param asker to be told otherwise; with null nobody is asked
   */
  private @Nullable Outcome begin(Outcome outcome, @Nullable Waiting asker) {
    if (!(outcome instanceof Event event)) {
      return outcome;
    }
    String url;
    try {
      url = policy.url(event);
    } catch (RejectedException e) {
      return policy.rejected(event, e);
    }
    Outcome cached = policy.fromCache(event, url);
    if (cached != null || asker == null) {
      return cached;
    }
    asker.url = url;
    Result result = asked().ask(url, asker);
    return result == null ? null : decided(asker, result);
  }

  /** What becomes of a record with this result; null if it waits on. */
  private @Nullable Outcome decided(Waiting asker, Result result) {
    Event event = (Event) asker.element.getValue();
    Outcome outcome = policy.after(event, asker.url, result);
    if (outcome == null && result instanceof Result.Failed failed) {
      asked().await(asker.url, asker, failed.message());
    }
    return outcome;
  }

  private Endpoint asked() {
    return Objects.requireNonNull(endpoint, "endpoint");
  }

  /** Sends a record on, and all behind it of which is known by then what becomes of them. */
  private void goOn(Waiting first, Outcome itsOutcome) {
    Waiting next = first;
    Outcome outcome = itsOutcome;
    while (next != null && outcome != null) {
      inFlight.remove(next);
      output.collect(next.element.replace(outcome));
      next = gate.leave(next.key);
      outcome = next == null ? null : begin(next.element.getValue(), next);
    }
    waiting = inFlight.size();
    releaseWatermarks();
  }

  /** Waits for a mail: an answer, a checkpoint, a stop. */
  private void hold() throws InterruptedException {
    holding = true;
    // Shown as back pressure; and while there is some, no input counts as idle.
    backPressure.markStart();
    try {
      mails.yield();
    } finally {
      backPressure.markEnd();
    }
  }

  /**
   * One record more than the capacity is taken in after a checkpoint that came while reading was
   * held: a stop with a savepoint only takes effect when the source has the thread back.
   */
  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    oneMore = holding;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<StreamElement> elements = new ArrayList<>(inFlight.size());
    inFlight.forEach(each -> elements.add(each.element));
    Objects.requireNonNull(state, "state").update(elements);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (inFlight.isEmpty()) {
      super.processWatermark(mark);
    } else {
      watermarks.add(taken, mark);
    }
  }

  private void releaseWatermarks() {
    if (watermarks.isEmpty()) {
      return;
    }
    long oldest = inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.iterator().next().number;
    Watermark mark = watermarks.before(oldest);
    if (mark != null) {
      output.emitWatermark(mark);
    }
  }

  /** All records go on before the end of input does. */
  @Override
  public void endInput() throws Exception {
    while (!inFlight.isEmpty()) {
      mails.yield();
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    if (endpoint != null) {
      endpoint.release();
      endpoint = null;
    }
    super.close();
  }

  private void post(ThrowingRunnable<Exception> mail) {
    try {
      mails.execute(
          () -> {
            if (!closed) {
              mail.run();
            }
          },
          "answer of a lookup");
    } catch (RejectedExecutionException e) {
      LOGGER.debug("the task has ended; its records are in the last checkpoint", e);
    }
  }

  /** A record that was taken in and has not gone on: it waits for an answer, or for its turn. */
  private final class Waiting implements Asker {

    private final StreamRecord<Outcome> element;
    private final ByteBuffer key;
    private final long number;
    private String url = "";

    Waiting(StreamRecord<Outcome> element, ByteBuffer key, long number) {
      this.element = element;
      this.key = key;
      this.number = number;
    }

    @Override
    public void tell(Result result) {
      post(
          () -> {
            Outcome outcome = decided(this, result);
            if (outcome != null) {
              goOn(this, outcome);
            }
          });
    }

    @Override
    public void fail(Throwable error) {
      post(
          () -> {
            throw new FlinkRuntimeException("a lookup failed in its own code", error);
          });
    }

    @Override
    public CallMetrics calls() {
      return metrics;
    }
  }
}
