package dev.breakwater.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records, decoders and what is asserted of outcomes, for the tests of decoding. */
final class Records {

  static final long NOW = Instant.parse("2024-06-01T12:00:00Z").toEpochMilli();

  /** A mapping that takes any JSON. */
  static final Map<String, String> ANY_JSON =
      Map.of(
          "decode.map.id", "digest",
          "decode.map.source", "test",
          "decode.map.type", "thing");

  private Records() {}

  static RawRecord plain(String json) {
    return record(json.getBytes(UTF_8));
  }

  /** Headers as name, value, name, value… */
  static RawRecord record(byte @Nullable [] value, String... headers) {
    return new RawRecord("raw", 3, 42, NOW - 1_000, null, value, headers(headers));
  }

  static Headers headers(String... namesAndValues) {
    String[] names = new String[namesAndValues.length / 2];
    byte[][] values = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      names[i] = namesAndValues[2 * i];
      values[i] = namesAndValues[2 * i + 1].getBytes(UTF_8);
    }
    return new Headers(names, values);
  }

  static RawRecord binary(byte @Nullable [] data, String... more) {
    String[] headers = {
      "ce_specversion", "1.0", "ce_id", "b-1", "ce_source", "/binary", "ce_type", "thing"
    };
    String[] all = new String[headers.length + more.length];
    System.arraycopy(headers, 0, all, 0, headers.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return record(data, all);
  }

  static RawRecord structured(String envelope) {
    return record(envelope.getBytes(UTF_8), "content-type", "application/cloudevents+json");
  }

  static DecodeConfig config(String... keysAndValues) {
    return config(Map.of(), keysAndValues);
  }

  static DecodeConfig config(Map<String, String> base, String... keysAndValues) {
    Map<String, String> flat = new HashMap<>(base);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flat.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Settings settings = Settings.of(flat);
    DecodeConfig config = DecodeConfig.from(settings);
    try {
      settings.check();
    } catch (ConfigException e) {
      throw new AssertionError("configuration of the test: " + e.getMessage(), e);
    }
    return config;
  }

  /** A decoder of any JSON, with these options over it. */
  static Decoder anyJson(String... keysAndValues) {
    return new Decoder(config(ANY_JSON, keysAndValues));
  }

  static Event event(Decoder decoder, RawRecord record) {
    Outcome outcome = decoder.decode(record, NOW);
    assertThat(outcome.record()).isSameAs(record);
    assertThat(outcome)
        .as(() -> outcome instanceof DeadLetter dead ? dead.message() : "event")
        .isInstanceOf(Event.class);
    return (Event) outcome;
  }

  static Event event(Decoder decoder, String json) {
    return event(decoder, plain(json));
  }

  /** Asserts that the record is refused for this reason and returns the message. */
  static String refused(Decoder decoder, RawRecord record, Reason reason) {
    Outcome outcome = decoder.decode(record, NOW);
    assertThat(outcome.record()).isSameAs(record);
    assertThat(outcome).as("of %s", record).isInstanceOf(DeadLetter.class);
    DeadLetter dead = (DeadLetter) outcome;
    assertThat(dead.reason()).as(dead.message()).isEqualTo(reason);
    assertThat(dead.stage()).isEqualTo("decode");
    assertThat(dead.failedAt()).isEqualTo(NOW);
    return dead.message();
  }

  static String malformed(Decoder decoder, String json) {
    return refused(decoder, plain(json), Reason.MALFORMED);
  }

  static String invalid(Decoder decoder, String json) {
    return refused(decoder, plain(json), Reason.INVALID);
  }
}
