package dev.breakwater.operators.decode;

import static dev.breakwater.operators.decode.Records.anyJson;
import static dev.breakwater.operators.decode.Records.config;
import static dev.breakwater.operators.decode.Records.event;
import static dev.breakwater.operators.decode.Records.invalid;
import static dev.breakwater.operators.decode.Records.plain;
import static dev.breakwater.operators.decode.Records.record;
import static dev.breakwater.operators.decode.Records.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

  private static final Map<String, String> FLIGHTS =
      Map.of(
          "decode.map.id", "/id",
          "decode.map.source", "flights",
          "decode.map.type", "flight.departed",
          "decode.map.subject", "/origin",
          "decode.map.time", "/date",
          "decode.map.time-format", "iso-local");

  private static final String FLIGHT =
      "{\"id\":\"f-00000001\",\"date\":\"2001-01-01T00:01\",\"delay\":33,\"distance\":2176,"
          + "\"origin\":\"LAS\",\"destination\":\"PHL\"}";

  private final Decoder flights = new Decoder(config(FLIGHTS));

  @Test
  void mapsAFlight() {
    RawRecord record = plain(FLIGHT);
    Event event = event(flights, record);
    assertThat(event.attributes())
        .isEqualTo(
            new Attributes(
                "f-00000001",
                "flights",
                "flight.departed",
                "LAS",
                "2001-01-01T00:01:00Z",
                "application/json",
                null,
                List.of()));
    assertThat(event.time()).isEqualTo(Instant.parse("2001-01-01T00:01:00Z").toEpochMilli());
    assertThat(event.data()).isSameAs(record.value());
  }

  @Test
  void mapsFromAnywhereInTheDocument() {
    Decoder decoder =
        anyJson(
            "decode.map.id", "/a~1b/1/~0id",
            "decode.map.source", "/meta/source",
            "decode.map.type", "/",
            "decode.map.subject", "/a~1b/0");
    Event event =
        event(
            decoder,
            "{\"a/b\":[\"s\",{\"~id\":\"x\"},{\"~id\":\"y\"}],\"\":\"t\","
                + "\"meta\":{\"source\":\"/here\",\"no\":{\"source\":\"/there\"}}}");
    assertThat(event.id()).isEqualTo("x");
    assertThat(event.source()).isEqualTo("/here");
    assertThat(event.attributes().type()).isEqualTo("t");
    assertThat(event.attributes().subject()).isEqualTo("s");
  }

  @Test
  void takesATokenOfDigitsForANameInObjects() {
    Decoder decoder = anyJson("decode.map.id", "/0/1");
    assertThat(event(decoder, "{\"0\":{\"1\":\"x\"}}").id()).isEqualTo("x");
    assertThat(event(decoder, "[[\"a\",\"b\"],[\"c\",\"d\"]]").id()).isEqualTo("b");
    invalid(decoder, "[[\"a\"]]");
    invalid(anyJson("decode.map.id", "/00"), "[\"a\"]");
  }

  @Test
  void resolvesEscapesInNamesAndValues() {
    Decoder decoder = anyJson("decode.map.id", "/é");
    assertThat(event(decoder, "{\"\\u00e9\":\"a\\u0062\\/\\ud83d\\udeeb\"}").id())
        .isEqualTo("ab/🛫");
  }

  @Test
  void takesIntegersAsIdsAsTheyAreWritten() {
    Decoder decoder = anyJson("decode.map.id", "/id");
    assertThat(event(decoder, "{\"id\":7}").id()).isEqualTo("7");
    assertThat(event(decoder, "{\"id\":-0}").id()).isEqualTo("-0");
    assertThat(event(decoder, "{\"id\":123456789012345678901}").id())
        .isEqualTo("123456789012345678901");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":null}",
        "{\"id\":true}",
        "{\"id\":1.0}",
        "{\"id\":1e3}",
        "{\"id\":[]}",
        "{\"id\":{}}",
        "{\"id\":[\"a\"]}",
        "[]",
        "\"id\"",
        "{\"x\":{\"id\":\"a\"}}"
      })
  void refusesRecordsWithoutAnId(String json) {
    assertThat(invalid(anyJson("decode.map.id", "/id"), json))
        .startsWith("id must be a string or an integer at /id");
  }

  @Test
  void refusesEmptyAttributes() {
    assertThat(invalid(anyJson("decode.map.id", "/x"), "{\"x\":\"\"}")).isEqualTo("id is empty");
    assertThat(invalid(anyJson("decode.map.source", "/x"), "{\"x\":\"\"}"))
        .isEqualTo("source is empty");
    assertThat(invalid(anyJson("decode.map.type", "/x"), "{\"x\":\"\"}"))
        .isEqualTo("type is empty");
  }

  @Test
  void refusesAttributesThatCannotBeWritten() {
    Decoder decoder = anyJson("decode.map.id", "/id", "decode.map.subject", "/s");
    assertThat(invalid(decoder, "{\"id\":\"a\\ud800\"}")).contains("id has characters");
    assertThat(invalid(decoder, "{\"id\":\"a\\u0000\"}")).contains("id has characters");
    assertThat(invalid(decoder, "{\"id\":\"a\",\"s\":\"\\n\"}")).contains("subject has characters");
    assertThat(invalid(decoder, "{\"id\":\"\\uffff\"}")).contains("id has characters");
  }

  @Test
  void refusesIdsThatAreTooLong() {
    Decoder decoder = anyJson("decode.map.id", "/id");
    event(decoder, "{\"id\":\"" + "x".repeat(1_024) + "\"}");
    event(decoder, "{\"id\":\"" + "🛫".repeat(256) + "\"}");
    assertThat(invalid(decoder, "{\"id\":\"" + "x".repeat(1_025) + "\"}"))
        .isEqualTo("id has 1025 bytes, allowed: 1024");
    assertThat(invalid(decoder, "{\"id\":\"" + "é".repeat(513) + "\"}")).contains("1026 bytes");
    assertThat(invalid(decoder, "{\"id\":\"" + "日".repeat(342) + "\"}")).contains("1026 bytes");
  }

  @Test
  void leavesTheSubjectOutWhereItSaysNothing() {
    Decoder decoder = anyJson("decode.map.subject", "/s");
    for (String json : new String[] {"{}", "{\"s\":null}", "{\"s\":\"\"}"}) {
      assertThat(event(decoder, json).attributes().subject()).isNull();
    }
    assertThat(invalid(decoder, "{\"s\":[]}")).startsWith("subject must be a string");
  }

  @Test
  void hasADigestThatOthersCanCompute() {
    assertThat(event(anyJson(), "{}").id())
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    assertThat(event(anyJson(), "{}").id()).isNotEqualTo(event(anyJson(), "{ }").id());
  }

  @Test
  void takesThePositionAsId() {
    assertThat(event(anyJson("decode.map.id", "position"), "{}").id()).isEqualTo("raw-3@42");
  }

  @Test
  void takesTheIdFromAHeader() {
    Decoder decoder = anyJson("decode.map.id", "header:amqp-message-id");
    byte[] value = "{}".getBytes(UTF_8);
    assertThat(event(decoder, record(value, "amqp-message-id", "m-é")).id()).isEqualTo("m-é");
    assertThat(invalid(decoder, "{}"))
        .isEqualTo("id must be in the header amqp-message-id, was missing or empty");
    Headers torn = new Headers(new String[] {"amqp-message-id"}, new byte[][] {{'m', (byte) 0xc3}});
    RawRecord record = new RawRecord("raw", 3, 42, 0, null, value, torn);
    assertThat(refused(decoder, record, Reason.MALFORMED))
        .isEqualTo("id in the header amqp-message-id is not UTF-8");
  }

  @Test
  void takesConstantsThatLookLikePointers() {
    assertThat(event(anyJson("decode.map.source", "=/fleet/7"), "{}").source())
        .isEqualTo("/fleet/7");
  }

  @Test
  void hasTheTimeOfTheRecordWhereNoneIsMapped() {
    Event event = event(anyJson(), "{}");
    assertThat(event.time()).isEqualTo(event.record().timestamp());
    assertThat(event.attributes().time()).isNull();
  }

  @Test
  void keepsRfc3339InThePrecisionOfTheProducer() {
    Event event =
        event(anyJson("decode.map.time", "/t"), "{\"t\":\"2001-01-01T01:01:00.123456+01:00\"}");
    assertThat(event.attributes().time()).isEqualTo("2001-01-01T01:01:00.123456+01:00");
    assertThat(event.time()).isEqualTo(Instant.parse("2001-01-01T00:01:00.123Z").toEpochMilli());
  }

  @Test
  void readsNumericTimes() {
    Decoder seconds = anyJson("decode.map.time", "/t", "decode.map.time-format", "epoch-seconds");
    assertThat(event(seconds, "{\"t\":978307260.5}").attributes().time())
        .isEqualTo("2001-01-01T00:01:00.5Z");
    assertThat(invalid(seconds, "{\"t\":\"978307260\"}"))
        .isEqualTo("time must be at /t as epoch-seconds, was a string");
    assertThat(invalid(seconds, "{\"t\":1e3}")).contains("another text or an impossible date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001-02-29T00:00",
        "2001-02-30T00:00",
        "2001-13-01T00:00",
        "2001-01-01T25:00",
        "yesterday",
        "",
        "2001-01-01"
      })
  void refusesImpossibleDates(String date) {
    assertThat(invalid(flights, "{\"id\":\"1\",\"date\":\"" + date + "\"}"))
        .startsWith("time at /date must be iso-local")
        .endsWith("impossible date");
  }

  @Test
  void refusesRecordsWithoutTheMappedTime() {
    assertThat(invalid(flights, "{\"id\":\"1\"}")).contains("at /date").contains("was nothing");
    assertThat(invalid(flights, "{\"id\":\"1\",\"date\":null}")).contains("was null");
    assertThat(invalid(flights, "{\"id\":\"1\",\"date\":5}")).contains("was an integer");
  }
}
