package dev.breakwater.operators.lookup;

import dev.breakwater.operators.breaker.BreakerMetrics;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RejectedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

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

  private final LookupConfig lookup;
  private final transient MailboxExecutor mails;

  private transient InFlight inFlight;
  private transient TaskThread task;
  private transient LookupPolicy policy;
  private transient @Nullable Endpoint endpoint;
  private transient @Nullable ListState<StreamElement> state;
  private transient TimerGauge backPressure;
  private transient boolean oneMore;
  private transient volatile boolean holding;

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
    inFlight = new InFlight();
    LookupMetrics counts = new LookupMetrics(getMetricGroup());
    task = new TaskThread(mails, counts, this::told);
    Endpoint acquired = Endpoints.acquire(lookup);
    endpoint = acquired;
    policy =
        new LookupPolicy(
            lookup, acquired.cache(), counts, getProcessingTimeService()::getCurrentProcessingTime);
    LookupMetrics.gauges(getMetricGroup(), acquired, inFlight::size, () -> holding ? 1 : 0);
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
      if (inFlight.size() < lookup.output().capacity()) {
        takeIn(element.copy(element.getValue()));
        break;
      }
      if (oneMore) {
        // A source hands over one record after the other until there is a mail.
        mails.execute(() -> {}, "a source may stop");
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
    if (!inFlight.isEmpty()) {
      ByteBuffer key = RecordKey.of(element.getValue());
      if (key != null && inFlight.isBusy(key)) {
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
    Waiting waiting = new Waiting(element, key, task);
    inFlight.enter(waiting);
    Outcome done = begin(element.getValue(), waiting);
    if (done != null) {
      settle(waiting, done);
    }
  }

  /**
   * What becomes of a record, if that is known at once; else null.
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
    asker.lookUpAt(url, policy.needsAnswer(url));
    Result result = asked().ask(url, asker);
    return result == null ? null : decided(asker, result);
  }

  /** What becomes of a record with this result; null if it waits on. */
  private @Nullable Outcome decided(Waiting asker, Result result) {
    Outcome outcome = policy.after((Event) asker.outcome(), asker.url(), result);
    if (outcome == null && result instanceof Result.Failed failed) {
      asked().await(asker.url(), asker, failed.message());
    }
    return outcome;
  }

  private void told(Waiting asker, Result result) {
    Outcome outcome = decided(asker, result);
    if (outcome != null) {
      settle(asker, outcome);
    }
  }

  private Endpoint asked() {
    return Objects.requireNonNull(endpoint, "endpoint");
  }

  /** Sends a record on if it is its turn, and with it all behind it that are settled. */
  private void settle(Waiting waiting, Outcome itsOutcome) {
    waiting.settle(itsOutcome);
    if (!inFlight.isFirst(waiting)) {
      return;
    }
    Waiting next = waiting;
    Outcome outcome = itsOutcome;
    while (next != null && outcome != null) {
      StreamRecord<Outcome> done = next.element().replace(outcome);
      next = inFlight.leave(next);
      output.collect(done);
      outcome = next == null ? null : next.settled();
    }
    Watermark released = inFlight.released();
    if (released != null) {
      output.emitWatermark(released);
    }
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
    inFlight.all().forEach(waiting -> elements.add(waiting.element()));
    Objects.requireNonNull(state, "state").update(elements);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (inFlight.isEmpty()) {
      super.processWatermark(mark);
    } else {
      inFlight.hold(mark);
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
    if (endpoint != null) {
      task.close();
      endpoint.forgetGone();
      endpoint = null;
      Endpoints.release(lookup);
    }
    super.close();
  }
}
