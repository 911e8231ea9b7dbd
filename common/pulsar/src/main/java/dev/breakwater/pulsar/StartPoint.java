package dev.breakwater.pulsar;

import java.io.Serializable;

/**
 * Where a partition is read from that was never read.
 *
 * @param time epoch milliseconds; of {@link Kind#TIME} only
 */
record StartPoint(Kind kind, long time) implements Serializable {

  static final StartPoint COMMITTED = new StartPoint(Kind.COMMITTED, 0);
  static final StartPoint EARLIEST = new StartPoint(Kind.EARLIEST, 0);

  /** By names that are part of the state format. */
  enum Kind {
    /** Where the subscription is; at the beginning where there is none. */
    COMMITTED,
    EARLIEST,
    /** At the first message that was published at the time or later. */
    TIME
  }

  static StartPoint at(long epochMillis) {
    return new StartPoint(Kind.TIME, epochMillis);
  }
}
