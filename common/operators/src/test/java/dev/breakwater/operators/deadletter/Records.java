package dev.breakwater.operators.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records, events and dead letters to test with. */
final class Records {

  static final long NOW = 1_700_000_000_000L;

  private Records() {}

  static RawRecord record(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new RawRecord("orders", 3, 42, NOW - 1_000, key, value, headers);
  }

  static Event event(long offset) {
    RawRecord record = new RawRecord("orders", 0, offset, NOW, null, bytes("{}"), Headers.EMPTY);
    Attributes attributes =
        new Attributes("id-" + offset, "/test", "test", null, null, null, null, List.of());
    return new Event(record, attributes, NOW, record.value());
  }

  static DeadLetter dead(long offset, Reason reason) {
    RawRecord record = new RawRecord("orders", 0, offset, NOW, null, bytes("{"), Headers.EMPTY);
    return new DeadLetter(record, reason, "decode", "bad", null, NOW);
  }

  static DeadLetter dead(RawRecord record) {
    return new DeadLetter(
        record, Reason.MALFORMED, "decode", "not JSON", "com.example.BadException", NOW);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
