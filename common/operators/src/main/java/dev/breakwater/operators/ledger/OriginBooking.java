package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.Outcome;

/** How what became of a record is booked: as the record was when it was read. */
enum OriginBooking implements Booking<Outcome> {
  INSTANCE;

  @Override
  public String topic(Outcome outcome) {
    return outcome.record().topic();
  }

  @Override
  public long identity(Outcome outcome) {
    return Identities.ofOrigin(outcome.record());
  }

  @Override
  public long time(Outcome outcome) {
    return outcome.record().timestamp();
  }
}
