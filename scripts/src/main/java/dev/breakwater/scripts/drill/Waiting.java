package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a deadline. */
final class Waiting {

  private static final long LOOK_MILLIS = 100;

  private Waiting() {}

  /**
   * Returns when it is met.
   *
   * @throws DrillException when it is not in time
   */
  static void until(String what, Duration within, BooleanSupplier met) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!met.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new DrillException("no %s within %d s".formatted(what, within.toSeconds()));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
