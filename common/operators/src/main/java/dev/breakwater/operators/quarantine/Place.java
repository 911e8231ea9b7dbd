package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;

/** One place in the line of a key, in the order in which its records came. */
sealed interface Place {

  /** Roughly, what its rows take. */
  int bytes();

  /**
   * Kept for a record that became a dead letter.
   *
   * @param position where that record was read, by which it is known when it comes back
   * @param since when it was parked, epoch milliseconds
   */
  record Mark(String position, long since) implements Place {

    private static final int FIXED_BYTES = 64;

    /** The position is the key of a row of its own too. */
    @Override
    public int bytes() {
      return FIXED_BYTES + 2 * position.length();
    }
  }

  /**
   * An event that waits.
   *
   * @param timestamp that Flink gave the record, or {@link #NO_TIMESTAMP}
   */
  record Held(Event event, long timestamp) implements Place {

    static final long NO_TIMESTAMP = Long.MIN_VALUE;

    @Override
    public int bytes() {
      return EventEncoder.sizeOf(event);
    }
  }
}
