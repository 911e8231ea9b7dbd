package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;

/** A boundary's line in the books, to which a {@link Booking} adds. */
@FunctionalInterface
public interface Line {

  /**
   * Adds a record.
   *
   * @param topic read from or, where it is written, written to
   * @param detail of a dead letter why it failed, by the code of its reason: ends the name of its
   *     entry; empty for anything else
   * @param time epoch milliseconds; anything where there is none
   * @param identity one of {@link Identities}
   */
  void add(String topic, String detail, long time, long identity);

  /** Adds what is no dead letter. */
  default void add(String topic, long time, long identity) {
    add(topic, "", time, identity);
  }

  /** {@link Identities#ofOrigin(RawRecord)}, sooner. */
  default long ofOrigin(RawRecord record) {
    return Identities.ofOrigin(record);
  }

  /** {@link Identities#ofEvent(String, String)} of its source and id, sooner. */
  default long ofEvent(Event event) {
    return Identities.ofEvent(event.source(), event.id());
  }
}
