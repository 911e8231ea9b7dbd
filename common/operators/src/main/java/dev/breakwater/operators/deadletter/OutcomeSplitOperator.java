package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.metrics.TimerGauge;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events on and dead letters to the side, counts both, and acts on the budget. No state.
 *
 * <p>A pause keeps the call for one record waiting while the task does its other work, checkpoints
 * above all. The record has not been emitted then, and a source moves its position only after the
 * call returns, so a checkpoint taken in a pause says neither that it was read nor that it was
 * written: after a restore it is read again, and lost or doubled it is not.
 */
final class OutcomeSplitOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Outcome, Event> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(OutcomeSplitOperator.class);

  private final DeadLetterConfig limits;
  private final OutputTag<DeadLetter> deadLetters;
  private final transient MailboxExecutor mails;
  private final transient DeadLetterBudget budget;
  private final transient DeadLetterMetrics counts;
  private transient boolean paused;
  private transient boolean checkDue;
  private transient @Nullable ScheduledFuture<?> timer;

  /**
   * @param mails runs the mails of every operator and of the task itself when it yields
   * @param clock milliseconds, from any beginning
   */
  OutcomeSplitOperator(
      StreamOperatorParameters<Event> parameters,
      DeadLetterConfig limits,
      OutputTag<DeadLetter> deadLetters,
      MailboxExecutor mails,
      LongSupplier clock) {
    super(parameters);
    this.limits = limits;
    this.deadLetters = deadLetters;
    this.mails = mails;
    this.budget = new DeadLetterBudget(limits, clock);
    this.counts = new DeadLetterMetrics(getMetricGroup(), budget);
  }

  @Override
  public void processElement(StreamRecord<Outcome> element) throws Exception {
    if (paused) {
      throw new IllegalStateException(
          "dead-letter.budget.policy pause needs a source whose records come to the split one by"
              + " one; another one came during the pause: "
              + element.getValue().record().position());
    }
    if (element.getValue() instanceof Event event) {
      if (budget.event()) {
        changed(event);
      }
      counts.event();
      output.collect(element.replace(event));
    } else if (element.getValue() instanceof DeadLetter letter) {
      if (budget.deadLetter(letter.reason())) {
        changed(letter);
      }
      counts.deadLetter(letter.reason());
      output.collect(deadLetters, element.replace(letter));
    }
  }

  private void changed(Outcome last) throws InterruptedException {
    if (budget.state() == BudgetState.WITHIN) {
      LOGGER.info("dead-letter budget is kept again policy={}", limits.policy());
      return;
    }
    counts.exceeded();
    String what = budget.describe() + "; last at " + last.record().position();
    switch (limits.policy()) {
      case OFF -> throw new IllegalStateException("a budget that is off was exceeded: " + what);
      case ALERT -> {
        LOGGER.warn("dead-letter budget is exceeded policy=alert {}", what);
        checkLater();
      }
      case FAIL -> throw new SuppressRestartsException(new FlinkRuntimeException(failure(what)));
      case PAUSE -> pause(what);
    }
  }

  private static String failure(String what) {
    return "dead-letter.budget.ratio is exceeded and dead-letter.budget.policy is fail: "
        + what
        + ". The job is not restarted. To go on, correct what makes the records bad and start the"
        + " job from its last checkpoint, or let them become dead letters with"
        + " dead-letter.budget.policy alert or a higher dead-letter.budget.ratio";
  }

  /** On a topic that has gone quiet no record would say that the budget is kept again. */
  private void checkLater() {
    if (!checkDue) {
      checkDue = true;
      callAfter(limits.window().toMillis(), this::check);
    }
  }

  private void check() throws InterruptedException {
    checkDue = false;
    if (budget.state() != BudgetState.EXCEEDED) {
      return;
    }
    if (budget.tick()) {
      LOGGER.info("dead-letter budget is kept again policy={}", limits.policy());
    } else {
      checkLater();
    }
  }

  private void pause(String what) throws InterruptedException {
    LOGGER.warn("dead-letter budget is exceeded, reading stops pause={} {}", limits.pause(), what);
    // Shown as back pressure, and while there is some no input counts as idle: otherwise the
    // watermark would run ahead of what waits here.
    TimerGauge backPressure =
        getContainingTask()
            .getEnvironment()
            .getMetricGroup()
            .getIOMetricGroup()
            .getSoftBackPressuredTimePerSecond();
    paused = true;
    callAfter(limits.pause().toMillis(), () -> paused = false);
    backPressure.markStart();
    try {
      while (paused) {
        mails.yield();
      }
    } finally {
      backPressure.markEnd();
    }
    // A source looks whether it is to stop only between batches, and with a backlog a mail is all
    // that ends one: without it, stopping with a savepoint would wait for one pause after another.
    mails.execute(() -> {}, "end of a pause");
    budget.probe();
    LOGGER.info("reading a probe of the dead-letter budget records={}", limits.warmUp());
  }

  private void callAfter(long millis, Action action) {
    long then = getProcessingTimeService().getCurrentProcessingTime() + millis;
    timer = getProcessingTimeService().registerTimer(then, time -> action.run());
  }

  @Override
  public void close() throws Exception {
    if (timer != null) {
      timer.cancel(false);
    }
    super.close();
  }

  private interface Action {
    void run() throws InterruptedException;
  }
}
