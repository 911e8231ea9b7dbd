package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Lineage;
import dev.breakwater.operators.event.Lineage.Position;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who a record is that one of our jobs wrote, told by its headers alone: an event by its source and
 * id, at its own time; a dead letter by the position and at the time of the record that it was; a
 * redriven or parked record by the position of the dead letter, at its own timestamp. A record that
 * says nothing of the kind is its own position, which no writer can have booked.
 */
public final class Received {

  private static final int STUB_DIGITS = 64;
  private static final int MAX_DIGITS = 18;

  private Received() {}

  public static long identity(RawRecord record) {
    Headers headers = record.headers();
    if (isLetter(headers)) {
      return identityOfLetter(headers);
    }
    byte[] from = headers.last(RedriveHeaders.FROM);
    if (from != null) {
      return ofPosition(Lineage.position(from));
    }
    byte[] source = headers.last(Lineage.SOURCE);
    byte[] id = headers.last(Lineage.ID);
    return source == null || id == null
        ? Identities.ofOrigin(record)
        : Identities.ofEvent(source, id);
  }

  /** Epoch milliseconds; anything negative where it is none. */
  public static long time(RawRecord record) {
    Headers headers = record.headers();
    if (isLetter(headers)) {
      return number(headers.last(DeadLetterHeaders.TIMESTAMP));
    }
    return headers.last(RedriveHeaders.FROM) == null
        ? CloudEvents.timeOfBinary(record)
        : record.timestamp();
  }

  /** What {@link #identity} will say of the dead letter that this record becomes. */
  static long identityOfLetter(RawRecord record) {
    return staysStub(record.headers())
        ? identityOfLetter(record.headers())
        : Identities.ofOrigin(record);
  }

  /** What {@link #time} will say of the dead letter that this record becomes. */
  static long timeOfLetter(RawRecord record) {
    return staysStub(record.headers())
        ? number(record.headers().last(DeadLetterHeaders.TIMESTAMP))
        : record.timestamp();
  }

  /** A parked one still says why it failed, but is another record. */
  private static boolean isLetter(Headers headers) {
    return headers.last(DeadLetterHeaders.REASON) != null
        && headers.last(RedriveHeaders.PARKED) == null;
  }

  /** A stub that fails again stays a stub of the record that it was. */
  private static boolean staysStub(Headers headers) {
    byte[] digest = headers.last(DeadLetterHeaders.STUB_SHA256);
    return digest != null
        && digest.length == STUB_DIGITS
        && headers.last(DeadLetterHeaders.TOPIC) != null;
  }

  private static long identityOfLetter(Headers headers) {
    byte[] topic = headers.last(DeadLetterHeaders.TOPIC);
    byte[] partition = headers.last(DeadLetterHeaders.PARTITION);
    byte[] offset = headers.last(DeadLetterHeaders.OFFSET);
    return topic == null || partition == null || offset == null
        ? ofPosition(null)
        : ofPosition(Lineage.position(text(topic), text(partition), text(offset)));
  }

  private static long ofPosition(@Nullable Position position) {
    return position == null
        ? Identities.ofOrigin("", -1, -1)
        : Identities.ofOrigin(position.topic(), position.partition(), position.offset());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static long number(byte @Nullable [] digits) {
    if (digits == null || digits.length == 0 || digits.length > MAX_DIGITS) {
      return RawRecord.NO_TIMESTAMP;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return RawRecord.NO_TIMESTAMP;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }
}
