package dev.breakwater.testkit.kafka;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * All threads of one broker. A broker that gives up (its disk is full, say) would halt the process
 * it runs in, tests or demo included; from the first one on, Kafka's way to do that is closed, and
 * why it was tried is remembered by the threads of the broker that did.
 */
final class BrokerThreads extends ThreadGroup {

  private volatile @Nullable String gaveUp;

  BrokerThreads(String name) {
    super(name);
    Exit.setExitProcedure(BrokerThreads::refuse);
    Exit.setHaltProcedure(BrokerThreads::refuse);
  }

  /** As {@link #call}, without a result. */
  void run(Runnable task, Duration within) throws ExecutionException, TimeoutException {
    call(Executors.callable(task, true), within);
  }

  /** Runs it on a thread of the group; the threads that it makes are then of the group too. */
  <T> T call(Callable<T> task, Duration within) throws ExecutionException, TimeoutException {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(this, future, getName() + "-main");
    thread.setDaemon(true);
    thread.start();
    try {
      return future.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerFailedException("interrupted while waiting for " + getName(), e);
    }
  }

  /** Why the broker gave up; null when it did not. */
  @Nullable String gaveUp() {
    return gaveUp;
  }

  private static void refuse(int status, @Nullable String message) {
    String text =
        "broker code asked to end the process with status %d%s"
            .formatted(status, message == null ? "" : ": " + message);
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null) {
      if (group instanceof BrokerThreads threads) {
        threads.gaveUp = text;
      }
      group = group.getParent();
    }
    // The calling thread must not go on: the code behind such a call counts on it.
    throw new IllegalStateException(text);
  }
}
