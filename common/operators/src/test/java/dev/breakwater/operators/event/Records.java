package dev.breakwater.operators.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records as tests write them: headers as text, values as text. */
final class Records {

  static final long TIMESTAMP = 978_307_200_000L;

  private Records() {}

  /** A record with a value and headers: name, value, name, value…; a null value stays null. */
  static RawRecord record(@Nullable String value, @Nullable String... headers) {
    return record(value == null ? null : value.getBytes(UTF_8), headers);
  }

  static RawRecord record(byte @Nullable [] value, @Nullable String... headers) {
    return new RawRecord("raw", 3, 42, TIMESTAMP, null, value, headers(headers));
  }

  static Headers headers(@Nullable String... namesAndValues) {
    List<String> names = new ArrayList<>();
    List<byte @Nullable []> values = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      names.add(Objects.requireNonNull(namesAndValues[i]));
      values.add(value == null ? null : value.getBytes(UTF_8));
    }
    return new Headers(names.toArray(new String[0]), values.toArray(new byte[0][]));
  }

  /** A record in binary mode with what is required, and more headers. */
  static RawRecord binary(@Nullable String... more) {
    List<@Nullable String> headers =
        new ArrayList<>(
            List.of("ce_specversion", "1.0", "ce_id", "7", "ce_source", "urn:s", "ce_type", "t"));
    for (String header : more) {
      headers.add(header);
    }
    return record("{}", headers.toArray(new String[0]));
  }

  /** A record in structured mode with what is required, and more members. */
  static RawRecord structured(String more) {
    return record(envelope(more), "content-type", "application/cloudevents+json");
  }

  static String envelope(String more) {
    return "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"urn:s\",\"type\":\"t\"" + more + "}";
  }
}
