package dev.breakwater.operators.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;

/** What events say that go before a record that they should have waited for. */
final class Overtaking {

  private static final String STAGE = "quarantine";

  private Overtaking() {}

  /** The event with the header {@link Quarantine#OVERTOOK}. */
  static Event flagged(Event event, String position) {
    RawRecord record = event.record();
    RawRecord flagged =
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            record.headers().with(Quarantine.OVERTOOK, position.getBytes(UTF_8)));
    return new Event(flagged, event.attributes(), event.time(), event.data());
  }

  /** The event as a dead letter. */
  static DeadLetter expired(Event event, String position, WaitingLine.GivenUp why, long now) {
    String message =
        why == WaitingLine.GivenUp.EXPIRED
            ? "waited for " + position + ", which did not come back within quarantine.max-wait"
            : "had no room to wait for " + position + ", by the limits of the quarantine";
    return new DeadLetter(event.record(), Reason.EXPIRED, STAGE, message, null, now);
  }
}
