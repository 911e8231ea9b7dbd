package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.Found;
import dev.breakwater.operators.json.JsonPointer;
import dev.breakwater.operators.json.JsonScan;
import dev.breakwater.operators.time.Rfc3339;
import dev.breakwater.operators.time.TimeFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events from plain JSON records: the mapping, at work. Used by one thread. */
final class PlainJson {

  private static final String CONTENT_TYPE = "application/json";

  private final JsonScan<Field> scan;
  private final RuleCheck rules;
  private final IdSource id;
  private final TextSource source;
  private final TextSource type;
  private final @Nullable Field subject;
  private final @Nullable Field time;
  private final TimeFormat timeFormat;

  PlainJson(JsonMapping mapping, PayloadRules payloadRules, int maxDepth) {
    this.scan = new JsonScan<>(maxDepth, Field::new);
    this.id = IdSource.of(mapping.id(), scan);
    this.source = TextSource.of("source", mapping.source(), scan);
    this.type = TextSource.of("type", mapping.type(), scan);
    this.subject = kept(mapping.subject());
    this.time = kept(mapping.time());
    this.timeFormat = mapping.timeFormat();
    this.rules = new RuleCheck(payloadRules, scan);
  }

  private @Nullable Field kept(@Nullable JsonPointer pointer) {
    return pointer == null ? null : scan.at(pointer).keepText();
  }

  Event read(RawRecord record) throws RejectedException {
    byte[] value = record.value();
    if (value == null) {
      throw new RejectedException(Reason.MALFORMED, "has no value (a tombstone)");
    }
    if (value.length == 0) {
      throw new RejectedException(Reason.MALFORMED, "has an empty value");
    }
    scan.scan(value);
    rules.check(value);
    String knownTime = time();
    long millis = knownTime == null ? record.timestamp() : Rfc3339.parse(knownTime);
    Attributes attributes =
        new Attributes(
            id.of(record, value),
            source.text(),
            type.text(),
            subject(),
            knownTime,
            CONTENT_TYPE,
            null,
            List.of());
    return new Event(record, attributes, millis, value);
  }

  /** An empty subject says nothing, as none does. */
  private @Nullable String subject() throws RejectedException {
    if (subject == null || subject.found() == Found.NOTHING || subject.found() == Found.NULL) {
      return null;
    }
    String text = TextSource.text("subject", subject);
    return text.isEmpty() ? null : text;
  }

  private @Nullable String time() throws RejectedException {
    if (time == null) {
      return null;
    }
    String text = time.text();
    boolean number = time.found() == Found.INTEGER || time.found() == Found.NUMBER;
    if (text == null || (timeFormat.numeric() ? !number : time.found() != Found.STRING)) {
      throw new RejectedException(
          Reason.INVALID,
          "time must be at %s as %s, was %s".formatted(time.name(), timeFormat, time.found()));
    }
    String known = timeFormat.toRfc3339(text);
    if (known == null) {
      throw new RejectedException(
          Reason.INVALID,
          "time at %s must be %s, was another text or an impossible date"
              .formatted(time.name(), timeFormat));
    }
    return known;
  }
}
