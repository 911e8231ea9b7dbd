package dev.breakwater.pulsar;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Wakes the task's thread: when something arrived, and now and then to look at connections. */
final class Availability {

  private static final int LOOK_SECONDS = 1;

  private volatile CompletableFuture<Void> next = CompletableFuture.completedFuture(null);

  /** Something arrived. Any thread may call it. */
  void wake() {
    next.complete(null);
  }

  /** Done when it is time to look. Whoever asks has to look once more after asking. */
  CompletableFuture<Void> next() {
    CompletableFuture<Void> asked = next;
    if (asked.isDone()) {
      asked = new CompletableFuture<Void>().completeOnTimeout(null, LOOK_SECONDS, TimeUnit.SECONDS);
      next = asked;
    }
    return asked;
  }
}
