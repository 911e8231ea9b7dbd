package dev.breakwater.scripts.demo;

/**
 * All that is shown at one moment.
 *
 * @param events to send in all
 * @param sentPerSecond over the last few seconds
 * @param committedPerSecond of enriched events, over the last few seconds
 */
record Snapshot(
    long elapsedMillis,
    long events,
    long sent,
    double sentPerSecond,
    Committed committed,
    double committedPerSecond,
    JobState job,
    BreakerState breaker,
    Happenings happenings) {

  /** Sent, and not yet to be seen at the other end. */
  long lag() {
    return Math.max(0, sent - committed.all());
  }
}
