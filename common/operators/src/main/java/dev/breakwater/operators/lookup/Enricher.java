package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import org.jspecify.annotations.Nullable;

/** Makes of an event the URL that it is looked up at, and of event and answer a new event. */
final class Enricher {

  private static final long NO_AGE = -1;

  private final LookupConfig.OutputRules rules;
  private final Absent whenAbsent;
  private final byte @Nullable [] defaultValue;
  private final UrlWriter urls;
  private final PayloadReader payloads;

  Enricher(LookupConfig config) {
    this.rules = config.output();
    this.whenAbsent = config.fallback().absent();
    String value = config.fallback().defaultValue();
    this.defaultValue = value == null ? null : value.getBytes(UTF_8);
    this.urls = new UrlWriter(config.url());
    this.payloads = new PayloadReader(urls.pointers(), rules.field());
  }

  /**
   * Where the event is looked up.
   *
   * @throws RejectedException if its payload is no JSON object, or lacks what the URL needs
   */
  String url(Event event) throws RejectedException {
    read(event);
    return urls.write(event, payloads);
  }

  /** The event with an answer, or with the flag that there is none. */
  Event answered(Event event, Answer answer, Origin origin, long ageMillis)
      throws RejectedException {
    byte[] value = answer.value();
    long age = origin == Origin.FRESH ? NO_AGE : ageMillis;
    if (value != null) {
      return with(event, value, origin, age);
    }
    if (whenAbsent == Absent.DEAD_LETTER) {
      throw new RejectedException(Reason.INVALID, "the dependency has nothing for this event");
    }
    return checked(flagged(event, event.data(), Origin.ABSENT, age));
  }

  /** The event with the value of the configuration. */
  Event defaulted(Event event) throws RejectedException {
    byte[] value = defaultValue;
    if (value == null) {
      throw new IllegalStateException("lookup.default must be set");
    }
    return with(event, value, Origin.DEFAULT, NO_AGE);
  }

  private Event with(Event event, byte[] value, Origin origin, long age) throws RejectedException {
    read(event);
    return checked(flagged(event, payloads.with(value), origin, age));
  }

  private void read(Event event) throws RejectedException {
    byte[] payload = event.data();
    if (payload == null || !CloudEvents.isJson(event.attributes().dataContentType())) {
      throw PayloadReader.invalid("is not a JSON object");
    }
    payloads.read(payload);
  }

  private static Event flagged(Event event, byte @Nullable [] data, Origin origin, long age) {
    RawRecord record = event.record();
    RawRecord flagged =
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            LookupHeaders.with(record.headers(), origin, age));
    return new Event(flagged, event.attributes(), event.time(), data);
  }

  private Event checked(Event event) throws RejectedException {
    if (!EventEncoder.fits(event, rules.maxRecordSize())) {
      throw new RejectedException(
          Reason.OVERSIZED,
          "record to be written has %d bytes with its answer, allowed: %d"
              .formatted(EventEncoder.sizeOf(event), rules.maxRecordSize()));
    }
    return event;
  }
}
