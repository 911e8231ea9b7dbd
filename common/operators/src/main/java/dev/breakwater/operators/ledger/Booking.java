package dev.breakwater.operators.ledger;

import java.io.Serializable;

/**
 * How the books see the records of one type at one boundary. By the record alone: whoever books the
 * same record at the other end of the way must come to the same.
 */
public interface Booking<T> extends Serializable {

  /** Read from or, where it is written, written to. */
  String topic(T record);

  /** One of {@link Identities}. */
  long identity(T record);

  /** Epoch milliseconds; anything where there is none. */
  long time(T record);

  /**
   * For a dead letter why it failed, by the code of its reason: ends the name of its entry. Empty
   * for anything else.
   */
  default String detail(T record) {
    return "";
  }

  /** False for a record that passes without being booked. */
  default boolean isBooked(T record) {
    return true;
  }
}
