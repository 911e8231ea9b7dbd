package dev.breakwater.operators.redrive;

import java.io.Serializable;

/**
 * How long each attempt waits after the last failure: twice as long as the one before.
 *
 * @param firstMillis the first attempt's; 0 for no delay at all
 * @param maxMillis the longest
 */
record Backoff(long firstMillis, long maxMillis) implements Serializable {

  private static final int DOUBLINGS = 30;

  /**
   * @param attempt 1 and more
   */
  long millis(int attempt) {
    double delay = (double) firstMillis * Math.pow(2, Math.min(attempt - 1, DOUBLINGS));
    return (long) Math.min((double) maxMillis, delay);
  }
}
