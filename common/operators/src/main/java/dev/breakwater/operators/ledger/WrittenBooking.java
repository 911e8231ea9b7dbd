package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;

/**
 * How what is written is booked: as {@link Received} will read it.
 *
 * @param to the topic that it is written to
 */
record WrittenBooking(String to) implements Booking<Outcome> {

  @Override
  public String topic(Outcome outcome) {
    return to;
  }

  @Override
  public String detail(Outcome outcome) {
    return outcome instanceof DeadLetter letter ? letter.reason().code() : "";
  }

  @Override
  public long identity(Outcome outcome) {
    return outcome instanceof Event event
        ? Identities.ofEvent(event.source(), event.id())
        : Received.identityOfLetter(outcome.record());
  }

  @Override
  public long time(Outcome outcome) {
    return outcome instanceof Event event ? event.time() : Received.timeOfLetter(outcome.record());
  }
}
