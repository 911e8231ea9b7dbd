package dev.breakwater.operators.breaker;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock for intervals: it begins at the epoch and is not moved when somebody sets the machine's.
 */
final class MonotonicClock extends Clock {

  private final LongSupplier nanos;
  private final long start;

  /**
   * @param nanos nanoseconds from any beginning, as {@link System#nanoTime}
   */
  MonotonicClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(0, nanos.getAsLong() - start);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
