package dev.breakwater.operators.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.time.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Makes the event that tells a window: the same bytes for the same events in it, whichever replica
 * writes it and in whatever order it read them.
 *
 * <p>Fields in a fixed order, measures in the order of their names, no white space, numbers in
 * plain decimal notation without zeros at the end. The id is {@code start/end/revision/key}; the
 * time is that of the latest event in the window, which no clock is ahead of.
 */
final class ResultWriter {

  private static final String CONTENT_TYPE = "application/json";
  private static final JsonFactory JSON = new JsonFactory();

  private final WindowConfig config;
  private final Layout layout;

  ResultWriter(WindowConfig config) {
    this.config = config;
    this.layout = new Layout(config.measures());
  }

  /**
   * @param start epoch milliseconds, inclusive
   * @param end epoch milliseconds, exclusive
   * @param revision 0 for the first result of the window
   */
  Event event(String key, long start, long end, int revision, Partial partial) {
    String from = Rfc3339.format(start);
    String to = Rfc3339.format(end);
    byte[] payload;
    try {
      payload = payload(key, from, to, revision, partial);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    long time = partial.last();
    Attributes attributes =
        new Attributes(
            from + '/' + to + '/' + revision + '/' + key,
            config.source(),
            config.type(),
            key,
            Rfc3339.format(time),
            CONTENT_TYPE,
            null,
            List.of());
    return new Event(RawRecord.made(time, key.getBytes(UTF_8), payload), attributes, time, payload);
  }

  private byte[] payload(String key, String from, String to, int revision, Partial partial)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("key", key);
      json.writeStringField("start", from);
      json.writeStringField("end", to);
      json.writeNumberField("revision", revision);
      json.writeNumberField("events", partial.events());
      json.writeObjectFieldStart("measures");
      for (int i = 0; i < config.measures().size(); i++) {
        json.writeFieldName(config.measures().get(i).name());
        BigDecimal value = layout.value(i, partial);
        if (value == null) {
          json.writeNull();
        } else {
          json.writeNumber(Decimals.text(value));
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
