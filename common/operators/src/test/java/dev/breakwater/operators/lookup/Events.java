package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events as they come to a lookup. */
final class Events {

  private Events() {}

  static Event of(String key, long offset, String payload) {
    return of(key, offset, payload, Headers.EMPTY);
  }

  static Event of(@Nullable String key, long offset, String payload, Headers headers) {
    RawRecord record =
        new RawRecord(
            "flights.clean",
            0,
            offset,
            1_000 + offset,
            key == null ? null : key.getBytes(UTF_8),
            payload.getBytes(UTF_8),
            headers);
    Attributes attributes =
        new Attributes(
            "id-" + offset,
            "flights",
            "flight.departed",
            "PHX",
            null,
            null,
            null,
            List.of("gate", "7"));
    return new Event(record, attributes, 1_000 + offset, record.value());
  }

  static DeadLetter dead(@Nullable String key, long offset) {
    RawRecord record =
        new RawRecord(
            "flights.clean",
            0,
            offset,
            0,
            key == null ? null : key.getBytes(UTF_8),
            null,
            Headers.EMPTY);
    return new DeadLetter(record, Reason.MALFORMED, "decode", "broken", null, 7);
  }

  /** The event's payload, as text. */
  static String payload(Outcome outcome) {
    return new String(Objects.requireNonNull(((Event) outcome).data()), UTF_8);
  }

  /** A header of the record that was read, as text. */
  static @Nullable String header(Outcome outcome, String name) {
    byte[] value = outcome.record().headers().last(name);
    return value == null ? null : new String(value, UTF_8);
  }
}
