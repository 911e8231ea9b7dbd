package dev.breakwater.scripts.demo;

import java.time.Duration;

/**
 * The times around the outage, in proportion to it: the last answers last for a part of it, then
 * there are dead letters.
 *
 * @param down how long the service is away
 * @param freshFor how long an answer is used without asking again
 * @param staleFor how old an answer may be that is used since no newer one is to be had
 * @param openFor how long the breaker is open before it tries again
 */
record OutageTimes(Duration down, Duration freshFor, Duration staleFor, Duration openFor) {

  private static final long LEAST_MILLIS = 4_000;

  /** For a run that sends for so long: a quarter of it. */
  static OutageTimes of(long sendingMillis) {
    Duration down = Duration.ofMillis(Math.max(LEAST_MILLIS, sendingMillis / 4));
    return new OutageTimes(down, down.dividedBy(10), down.dividedBy(3), down.dividedBy(6));
  }
}
