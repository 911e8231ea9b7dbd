package dev.breakwater.operators.ledger;

import java.io.Serializable;

/**
 * How the books see the records of one type at one boundary. By the record alone: whoever books the
 * same record at the other end of the way must come to the same.
 */
@FunctionalInterface
public interface Booking<T> extends Serializable {

  /** Adds the record to the line, once; or does not, and it passes without being booked. */
  void book(T record, Line line);
}
