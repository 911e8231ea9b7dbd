package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each record an event or a dead letter, by the rules of the package. Keeps nothing from
 * one record to the next; used by one thread.
 */
public final class Decoder {

  /** The stage that dead letters name. */
  public static final String STAGE = "decode";

  private final DecodeConfig.Format format;
  private final DecodeLimits limits;
  private final @Nullable PlainJson plain;
  private final @Nullable PayloadCheck payloads;

  /**
   * @throws IllegalArgumentException if the rules have a schema that is none
   */
  public Decoder(DecodeConfig config) {
    this.format = config.format();
    this.limits = config.limits();
    JsonMapping mapping = config.mapping();
    this.plain =
        mapping == null ? null : new PlainJson(mapping, config.rules(), config.limits().depth());
    this.payloads =
        config.rules().none() ? null : new PayloadCheck(config.rules(), config.limits().depth());
  }

  /**
   * Decodes a record. Never throws for any record: where the code fails on one that is a dead
   * letter, too, with the reason {@code poison}. Errors of the virtual machine pass, except for a
   * stack that is too deep, since that is the record's doing.
   *
   * @param nowMillis the clock, epoch milliseconds
   */
  public Outcome decode(RawRecord record, long nowMillis) {
    try {
      checkEnvelope(record);
      Event event = read(record);
      checkEvent(event, nowMillis);
      return event;
    } catch (RejectedException e) {
      return new DeadLetter(record, e.reason(), STAGE, e.getMessage(), null, nowMillis);
    } catch (RuntimeException | StackOverflowError e) {
      String message = e.getMessage() == null ? "no message" : e.getMessage();
      String exception = e.getClass().getName();
      return new DeadLetter(record, Reason.POISON, STAGE, message, exception, nowMillis);
    }
  }

  private void checkEnvelope(RawRecord record) throws RejectedException {
    int headers = record.headers().size();
    if (headers > limits.headers()) {
      throw new RejectedException(
          Reason.OVERSIZED, "has %d headers, allowed: %d".formatted(headers, limits.headers()));
    }
    byte[] value = record.value();
    if (value != null && value.length > limits.recordBytes()) {
      throw oversized("value", value.length);
    }
  }

  private Event read(RawRecord record) throws RejectedException {
    if (format == DecodeConfig.Format.JSON && plain != null) {
      return plain.read(record);
    }
    return switch (CloudEvents.mode(record)) {
      case BINARY -> checked(CloudEvents.fromBinary(record));
      case STRUCTURED -> checked(CloudEvents.fromStructured(record, limits.depth()));
      case BATCHED ->
          throw new RejectedException(
              Reason.INVALID,
              "is a batch of CloudEvents: several events in one record; send them one by one");
      case NONE -> unmarked(record);
    };
  }

  private Event unmarked(RawRecord record) throws RejectedException {
    if (format == DecodeConfig.Format.CLOUDEVENTS) {
      throw new RejectedException(
          Reason.INVALID,
          "is no CloudEvent: no header ce_specversion, no CloudEvents content-type");
    }
    if (plain == null) {
      throw new RejectedException(
          Reason.INVALID,
          "is no CloudEvent, and there is no mapping of plain JSON (decode.map.id)");
    }
    return plain.read(record);
  }

  private Event checked(Event event) throws RejectedException {
    if (payloads != null) {
      payloads.check(event);
    }
    return event;
  }

  private void checkEvent(Event event, long nowMillis) throws RejectedException {
    Attributes attributes = event.attributes();
    checkText("id", attributes.id());
    checkText("source", attributes.source());
    checkText("type", attributes.type());
    String subject = attributes.subject();
    if (subject != null && !CloudEvents.isAttributeText(subject)) {
      throw forbidden("subject");
    }
    int idBytes = utf8Length(attributes.id());
    if (idBytes > limits.idBytes()) {
      throw new RejectedException(
          Reason.INVALID, "id has %d bytes, allowed: %d".formatted(idBytes, limits.idBytes()));
    }
    if (event.time() > nowMillis + limits.futureMillis()) {
      throw new RejectedException(
          Reason.INVALID,
          "time is %d ms ahead of the clock, allowed: %d"
              .formatted(event.time() - nowMillis, limits.futureMillis()));
    }
    if (!EventEncoder.fits(event, limits.recordBytes())) {
      throw oversized("record to be written", EventEncoder.sizeOf(event));
    }
  }

  private static void checkText(String attribute, String text) throws RejectedException {
    if (text.isEmpty()) {
      throw new RejectedException(Reason.INVALID, attribute + " is empty");
    }
    if (!CloudEvents.isAttributeText(text)) {
      throw forbidden(attribute);
    }
  }

  private static RejectedException forbidden(String attribute) {
    return new RejectedException(
        Reason.INVALID,
        attribute + " has characters that CloudEvents forbids: control or broken ones");
  }

  private static int utf8Length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair is two chars and four bytes: two a char.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private RejectedException oversized(String what, int bytes) {
    return new RejectedException(
        Reason.OVERSIZED,
        "%s has %d bytes, allowed: %d".formatted(what, bytes, limits.recordBytes()));
  }
}
