package dev.breakwater.operators.input;

import java.io.Serializable;

/**
 * Where a partition is read from that was never read.
 *
 * @param value epoch milliseconds of {@link Kind#TIME}, the offset of {@link Kind#OFFSET}, else 0
 */
public record StartPoint(Kind kind, long value) implements Serializable {

  public static final StartPoint COMMITTED = new StartPoint(Kind.COMMITTED, 0);
  public static final StartPoint EARLIEST = new StartPoint(Kind.EARLIEST, 0);

  /** By names that are part of the state format. */
  public enum Kind {
    /** Where the server has noted it; at the beginning where it has not. */
    COMMITTED,
    EARLIEST,
    /** At the first message that was published at the time or later. */
    TIME,
    OFFSET
  }

  /** What is published at the time or later. */
  public static StartPoint at(long epochMillis) {
    return new StartPoint(Kind.TIME, epochMillis);
  }

  public static StartPoint offset(long offset) {
    return new StartPoint(Kind.OFFSET, offset);
  }
}
