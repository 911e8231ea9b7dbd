package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;

/** How what became of a record is booked: as the record was when it was read. */
enum OriginBooking implements Booking<Outcome> {
  INSTANCE;

  @Override
  public void book(Outcome outcome, Line line) {
    RawRecord record = outcome.record();
    line.add(record.topic(), record.timestamp(), line.ofOrigin(record));
  }
}
