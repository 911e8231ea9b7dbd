package dev.breakwater.operators.quorum;

import java.util.function.LongSupplier;

/**
 * Time that stands while the job is down. Deadlines are of it: a job that comes back reads what the
 * replicas wrote meanwhile before anything is overdue.
 */
final class RunningTime {

  private final LongSupplier clock;
  private long stood;

  /**
   * @param clock epoch milliseconds
   */
  RunningTime(LongSupplier clock) {
    this.clock = clock;
  }

  long now() {
    return clock.getAsLong() - stood;
  }

  /** When it will be that time, by the clock, unless the job is down before. */
  long onTheClock(long time) {
    return time + stood;
  }

  /** Goes on from a time at which it stood; of several, from the earliest. */
  void goOnFrom(long time) {
    stood = Math.max(stood, clock.getAsLong() - time);
  }
}
