package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;

/** How records as they were read are booked. */
enum RecordBooking implements Booking<RawRecord> {
  /** By their position, at the time of the record. */
  ORIGIN {
    @Override
    public void book(RawRecord record, Line line) {
      line.add(record.topic(), record.timestamp(), line.ofOrigin(record));
    }
  },
  /** The same, of dead letters, each by why it had failed. */
  LETTER {
    @Override
    public void book(RawRecord record, Line line) {
      line.add(
          record.topic(), LetterNames.detail(record), record.timestamp(), line.ofOrigin(record));
    }
  },
  /** By what they say of themselves. */
  RECEIVED {
    @Override
    public void book(RawRecord record, Line line) {
      line.add(record.topic(), Received.time(record), Received.identity(record));
    }
  },
  /** The same, of those that a redrive wrote; others come from outside. */
  REDRIVEN {
    @Override
    public void book(RawRecord record, Line line) {
      if (record.headers().last(RedriveHeaders.FROM) != null) {
        RECEIVED.book(record, line);
      }
    }
  }
}
