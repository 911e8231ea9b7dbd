package dev.breakwater.scripts.demo;

/**
 * All that is shown at one moment.
 *
 * @param events to send in all
 * @param sentPerSecond over the last few seconds
 * @param committedPerSecond of clean events, over the last few seconds
 */
record Snapshot(
    long elapsedMillis,
    long events,
    long sent,
    double sentPerSecond,
    Committed committed,
    double committedPerSecond,
    JobState job,
    FaultState fault) {

  /** Sent, and not yet to be seen at the other end. */
  long lag() {
    return Math.max(0, sent - committed.all());
  }
}
