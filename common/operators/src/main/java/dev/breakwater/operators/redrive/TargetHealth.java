package dev.breakwater.operators.redrive;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the target is well, by what it last said; not until it said so. */
final class TargetHealth {

  private static final Logger LOG = LoggerFactory.getLogger(TargetHealth.class);

  private final @Nullable HealthProbe probe;
  private final long intervalMillis;
  private final MailboxExecutor mails;
  private final ProcessingTimeService time;

  /** Read by the thread that reports metrics. */
  private volatile boolean good;

  private boolean told;
  private @Nullable ScheduledFuture<?> next;

  /**
   * @param probe null when nobody is asked
   * @param mails brings answers to the task's thread
   */
  TargetHealth(
      @Nullable HealthProbe probe,
      long intervalMillis,
      MailboxExecutor mails,
      ProcessingTimeService time) {
    this.probe = probe;
    this.intervalMillis = intervalMillis;
    this.mails = mails;
    this.time = time;
    this.good = probe == null;
  }

  boolean isGood() {
    return good;
  }

  int gauge() {
    return good ? 1 : 0;
  }

  void begin() {
    if (probe != null) {
      // An answer that comes after the end of the task finds its mailbox closed, which is right.
      probe.ask(wrong -> mails.execute(() -> answered(wrong), "answer of redrive.health.url"));
    }
  }

  void end() {
    if (next != null) {
      next.cancel(false);
    }
  }

  private void answered(String wrong) {
    boolean wasGood = good;
    good = wrong.equals(HealthProbe.NOTHING);
    if (good && (!wasGood && told)) {
      LOG.info("the target is well, redrive goes on");
    } else if (!good && (wasGood || !told)) {
      told = true;
      LOG.warn("the target is not well, nothing is sent until it is answer={}", wrong);
    }
    next = time.registerTimer(time.getCurrentProcessingTime() + intervalMillis, moment -> begin());
  }
}
