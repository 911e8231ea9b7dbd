package dev.breakwater.operators.input;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Wakes the task's thread: when something arrived, and now and then to look at connections. */
public final class Availability {

  private static final int LOOK_SECONDS = 1;

  private volatile CompletableFuture<Void> next = CompletableFuture.completedFuture(null);

  /** Something arrived. Any thread may call it. */
  public void wake() {
    next.complete(null);
  }

  /** Done when it is time to look. Whoever asks has to look once more after asking. */
  public CompletableFuture<Void> next() {
    CompletableFuture<Void> asked = next;
    if (asked.isDone()) {
      asked = new CompletableFuture<Void>().completeOnTimeout(null, LOOK_SECONDS, TimeUnit.SECONDS);
      next = asked;
    }
    return asked;
  }
}
