package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;

/**
 * How what is written is booked: as {@link Received} will read it.
 *
 * @param to the topic that it is written to
 */
record WrittenBooking(String to) implements Booking<Outcome> {

  @Override
  public void book(Outcome outcome, Line line) {
    if (outcome instanceof Event event) {
      line.add(to, event.time(), line.ofEvent(event));
      return;
    }
    RawRecord record = outcome.record();
    String detail = outcome instanceof DeadLetter letter ? letter.reason().code() : "";
    line.add(to, detail, Received.timeOfLetter(record), Received.identityOfLetter(record));
  }
}
