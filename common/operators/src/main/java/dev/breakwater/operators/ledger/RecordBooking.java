package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;

/** How records as they were read are booked. */
enum RecordBooking implements Booking<RawRecord> {
  /** By their position, at the time of the record. */
  ORIGIN {
    @Override
    public long identity(RawRecord record) {
      return Identities.ofOrigin(record);
    }

    @Override
    public long time(RawRecord record) {
      return record.timestamp();
    }
  },
  /** The same, of dead letters, each by why it had failed. */
  LETTER {
    @Override
    public long identity(RawRecord record) {
      return Identities.ofOrigin(record);
    }

    @Override
    public long time(RawRecord record) {
      return record.timestamp();
    }

    @Override
    public String detail(RawRecord record) {
      return LetterNames.detail(record);
    }
  },
  /** By what they say of themselves. */
  RECEIVED {
    @Override
    public long identity(RawRecord record) {
      return Received.identity(record);
    }

    @Override
    public long time(RawRecord record) {
      return Received.time(record);
    }
  },
  /** The same, of those that a redrive wrote; others come from outside. */
  REDRIVEN {
    @Override
    public long identity(RawRecord record) {
      return Received.identity(record);
    }

    @Override
    public long time(RawRecord record) {
      return Received.time(record);
    }

    @Override
    public boolean isBooked(RawRecord record) {
      return record.headers().last(RedriveHeaders.FROM) != null;
    }
  };

  @Override
  public String topic(RawRecord record) {
    return record.topic();
  }
}
