package dev.breakwater.testkit.flink;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits with a deadline, for a future or for a condition. */
final class Waiting {

  private static final long POLL_MILLIS = 20;

  private Waiting() {}

  /**
   * @param what what is waited for, as the start of a sentence
   */
  static <T> T get(CompletableFuture<T> future, Duration within, String what) {
    try {
      return future.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new ClusterFailedException("%s failed: %s".formatted(what, e.getCause()), e);
    } catch (TimeoutException e) {
      throw new ClusterFailedException("%s took longer than %s".formatted(what, within), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether the condition came true in time. */
  static boolean until(BooleanSupplier condition, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return true;
  }

  private static ClusterFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterFailedException("interrupted while waiting", e);
  }
}
