package dev.breakwater.operators.lookup;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The task's thread, as other threads reach it: by mails, until the operator is closed. */
final class TaskThread {

  private static final Logger LOGGER = LoggerFactory.getLogger(TaskThread.class);

  private final MailboxExecutor mails;
  private final CallMetrics calls;
  private final BiConsumer<Waiting, Result> whenTold;
  private volatile boolean closed;

  /**
   * @param whenTold what the operator does with a result
   */
  TaskThread(MailboxExecutor mails, CallMetrics calls, BiConsumer<Waiting, Result> whenTold) {
    this.mails = mails;
    this.calls = calls;
    this.whenTold = whenTold;
  }

  void tell(Waiting waiting, Result result) {
    post(() -> whenTold.accept(waiting, result));
  }

  void fail(Throwable error) {
    post(
        () -> {
          throw new FlinkRuntimeException("a lookup failed in its own code", error);
        });
  }

  CallMetrics calls() {
    return calls;
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
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
}
