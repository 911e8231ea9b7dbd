package dev.breakwater.operators.redrive;

/**
 * Gives out turns, so many a second. What was late by at most 50 ms is made up for: the clock has
 * milliseconds, and checkpoints take some. So no second has more than 5 % above the limit, and a
 * busy one no less. For one thread.
 */
final class RateLimit {

  private static final double CATCH_UP_MILLIS = 50;

  private final double intervalMillis;
  private double next;

  /**
   * @param perSecond 0 for no limit
   * @param now milliseconds
   */
  RateLimit(double perSecond, long now) {
    this.intervalMillis = perSecond <= 0 ? 0 : 1_000 / perSecond;
    this.next = now;
  }

  /** Reserves the next turn: when it is, milliseconds, rounded up; now or earlier for at once. */
  long reserve(long now) {
    if (intervalMillis == 0) {
      return now;
    }
    double turn = Math.max(next, now - CATCH_UP_MILLIS);
    next = turn + intervalMillis;
    return (long) Math.ceil(turn);
  }
}
