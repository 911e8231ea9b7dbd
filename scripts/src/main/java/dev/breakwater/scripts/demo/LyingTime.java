package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.replicas.Lies;
import dev.breakwater.scripts.replicas.LyingRelay;

/** Makes a replica lie for a few windows once some records are sent. */
final class LyingTime {

  /** Of half a second each. */
  private static final long WINDOWS_MILLIS = 1_500;

  private final LyingRelay relay;
  private final long afterRecords;
  private long fromMillis = -1;
  private long toMillis = -1;

  LyingTime(LyingRelay relay, long afterRecords) {
    this.relay = relay;
    this.afterRecords = afterRecords;
  }

  /** From when to when, -1 for not yet. */
  record State(long fromMillis, long toMillis) {}

  /** Does what is due. */
  void tick(long elapsedMillis, long sent) {
    if (fromMillis < 0 && sent >= afterRecords) {
      relay.become(Lies.Manner.ALWAYS);
      fromMillis = elapsedMillis;
    } else if (fromMillis >= 0 && toMillis < 0 && elapsedMillis - fromMillis >= WINDOWS_MILLIS) {
      relay.become(Lies.Manner.HONEST);
      toMillis = elapsedMillis;
    }
  }

  boolean over() {
    return toMillis >= 0;
  }

  State state() {
    return new State(fromMillis, toMillis);
  }
}
