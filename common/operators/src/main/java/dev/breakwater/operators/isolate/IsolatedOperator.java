package dev.breakwater.operators.isolate;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.metrics.Metrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractUdfStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guards a function, and nothing but the function: emitting its result is outside. */
final class IsolatedOperator extends AbstractUdfStreamOperator<Outcome, IsolatedFunction>
    implements OneInputStreamOperator<Event, Outcome> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(IsolatedOperator.class);

  private final String stage;
  private transient @Nullable Counter poisoned;

  IsolatedOperator(IsolatedFunction function, String stage) {
    super(function);
    this.stage = stage;
  }

  @Override
  public void open() throws Exception {
    super.open();
    poisoned = Metrics.counter(getMetricGroup(), IsolateMetrics.POISONED);
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    Outcome outcome = guarded(element.getValue());
    output.collect(element.replace(outcome));
  }

  private Outcome guarded(Event event) throws Exception {
    try {
      @Nullable Outcome outcome = userFunction.map(event);
      return outcome != null ? outcome : poison(event, "the function returned null", null);
    } catch (RejectedException e) {
      return deadLetter(event, e.reason(), e.getMessage(), null);
    } catch (Throwable e) {
      if (InfrastructureErrors.contains(e)) {
        throw e;
      }
      LOGGER.debug("function threw stage={} position={}", stage, event.record().position(), e);
      return poison(event, messageOf(e), e.getClass().getName());
    }
  }

  private DeadLetter poison(Event event, String message, @Nullable String exceptionClass) {
    return deadLetter(event, Reason.POISON, message, exceptionClass);
  }

  private DeadLetter deadLetter(
      Event event, Reason reason, String message, @Nullable String exceptionClass) {
    if (poisoned != null) {
      poisoned.inc();
    }
    long now = getProcessingTimeService().getCurrentProcessingTime();
    return new DeadLetter(event.record(), reason, stage, message, exceptionClass, now);
  }

  /** Messages are the user's code too. */
  private static String messageOf(Throwable error) {
    try {
      String message = error.getMessage();
      return message != null ? message : "no message";
    } catch (RuntimeException | StackOverflowError e) {
      return "the message itself cannot be read: " + e.getClass().getName();
    }
  }
}
