package dev.breakwater.operators.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.Found;
import dev.breakwater.operators.json.JsonScan;
import dev.breakwater.operators.time.Rfc3339;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads key and values from events, in one pass over the payload, or none where nothing in it is
 * asked for. Used by one thread.
 */
final class EventReader {

  /** In UTF-8. Keys are in ids, subjects and keys of results. */
  static final int MOST_KEY_BYTES = 512;

  private final WindowConfig config;
  private final Layout layout;
  private final JsonScan<Reading> scan;
  private final List<Reading> readings = new ArrayList<>();
  private final Reading[] ofSlot;
  private final @Nullable Reading keyReading;

  private String key = "";

  EventReader(WindowConfig config) {
    this.config = config;
    this.layout = new Layout(config.measures());
    this.scan = new JsonScan<>(config.maxDepth(), Reading::new);
    this.ofSlot = new Reading[layout.slots().size()];
    for (int i = 0; i < ofSlot.length; i++) {
      Layout.Slot slot = layout.slots().get(i);
      Reading reading = scan.at(slot.pointer());
      ofSlot[i] =
          slot.kind() == Accumulator.Kind.DISTINCT ? reading.wantHash() : reading.wantNumber();
      readings.add(ofSlot[i]);
    }
    this.keyReading =
        config.key() instanceof KeySource.At at ? scan.at(at.pointer()).wantText() : null;
  }

  /** Reads an event; what it holds is told by the other methods until the next one is read. */
  void read(Event event) throws RejectedException {
    requireTime(event.time());
    if (keyReading != null || ofSlot.length > 0) {
      scan(event);
    }
    key = checked(keyReading == null ? attribute(event) : pointed(keyReading));
  }

  String key() {
    return key;
  }

  Partial empty() {
    return layout.empty();
  }

  /** Adds the event that was read. */
  void addTo(Partial partial, long time) {
    partial.count(time);
    for (int i = 0; i < ofSlot.length; i++) {
      partial.accumulator(i).add(ofSlot[i]);
    }
  }

  private void requireTime(long time) throws RejectedException {
    long reach = config.shape().size() + config.shape().lateness();
    if (time < Rfc3339.MIN_MILLIS + reach || time > Rfc3339.MAX_MILLIS - reach) {
      throw new RejectedException(
          Reason.INVALID, "time must have its windows in the years 0001 to 9999");
    }
  }

  private void scan(Event event) throws RejectedException {
    byte[] data = event.data();
    if (data == null) {
      throw new RejectedException(Reason.INVALID, "has no payload, but is to be measured");
    }
    if (!CloudEvents.isJson(event.attributes().dataContentType())) {
      throw new RejectedException(Reason.INVALID, "has a payload that is not JSON");
    }
    scan.scan(data);
    for (int i = 0; i < readings.size(); i++) {
      readings.get(i).check();
    }
  }

  private String attribute(Event event) throws RejectedException {
    KeySource.Attribute attribute = (KeySource.Attribute) config.key();
    String value = attribute.of(event.attributes());
    if (value == null) {
      throw new RejectedException(Reason.INVALID, "has no " + attribute.name() + ", the key");
    }
    return value;
  }

  private static String pointed(Reading reading) throws RejectedException {
    String text = reading.text();
    if (text == null || (reading.found() != Found.STRING && reading.found() != Found.INTEGER)) {
      throw new RejectedException(
          Reason.INVALID,
          "key must be a string or an integer at %s, was %s"
              .formatted(reading.name(), reading.found()));
    }
    return text;
  }

  private static String checked(String key) throws RejectedException {
    if (key.isEmpty() || !CloudEvents.isAttributeText(key)) {
      throw new RejectedException(
          Reason.INVALID, "key must be text without control characters, was empty or had some");
    }
    // A char is at most three bytes; only long keys are measured.
    if (key.length() > MOST_KEY_BYTES / 3 && key.getBytes(UTF_8).length > MOST_KEY_BYTES) {
      throw new RejectedException(
          Reason.INVALID, "key must have at most " + MOST_KEY_BYTES + " bytes, had more");
    }
    return key;
  }
}
