package dev.breakwater.operators.kafka;

import java.util.Locale;

/**
 * Where a source starts when it is started without state. With state it always goes on where the
 * state says, and a partition that is found later is always read from its beginning.
 */
public enum Start {
  /** At the offsets its consumer group has committed; partitions without one at the beginning. */
  COMMITTED,
  /** At the beginning of each partition. */
  EARLIEST,
  /**
   * At the first record of each partition whose timestamp is not before a given time; at its end
   * where there is none.
   */
  TIMESTAMP;

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
