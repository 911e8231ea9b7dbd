package dev.breakwater.operators.decode;

import static dev.breakwater.operators.decode.Records.anyJson;
import static dev.breakwater.operators.decode.Records.binary;
import static dev.breakwater.operators.decode.Records.config;
import static dev.breakwater.operators.decode.Records.event;
import static dev.breakwater.operators.decode.Records.plain;
import static dev.breakwater.operators.decode.Records.record;
import static dev.breakwater.operators.decode.Records.refused;
import static dev.breakwater.operators.decode.Records.structured;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsDecodingTest {

  private static final byte[] NOT_JSON = {'{', (byte) 0xff};

  private final Decoder plainDecoder = new Decoder(config());

  @Test
  void doesNotLookAtPayloadsWithoutRules() {
    RawRecord record = binary(NOT_JSON, "content-type", "application/json");
    Event event = event(plainDecoder, record);
    assertThat(event.id()).isEqualTo("b-1");
    assertThat(event.data()).isSameAs(record.value());
    event(plainDecoder, binary(null));
    event(plainDecoder, binary(new byte[0]));
  }

  @Test
  void readsStructuredEvents() {
    Event event =
        event(
            plainDecoder,
            structured(
                "{\"specversion\":\"1.0\",\"id\":\"s\",\"source\":\"/s\",\"type\":\"t\","
                    + "\"data\":{\"a\": 1}}"));
    assertThat(event.id()).isEqualTo("s");
    assertThat(event.data()).isEqualTo("{\"a\": 1}".getBytes(UTF_8));
  }

  @Test
  void refusesBatches() {
    RawRecord batch =
        record("[]".getBytes(UTF_8), "content-type", "application/cloudevents-batch+json");
    assertThat(refused(plainDecoder, batch, Reason.INVALID)).contains("batch");
    assertThat(refused(anyJson(), batch, Reason.INVALID)).contains("batch");
  }

  @Test
  void refusesWhatIsNoCloudEventWithoutAMapping() {
    assertThat(refused(plainDecoder, plain("{}"), Reason.INVALID)).contains("decode.map.id");
    assertThat(refused(anyJson("decode.format", "cloudevents"), plain("{}"), Reason.INVALID))
        .contains("is no CloudEvent");
  }

  @Test
  void takesBothKindsWhereThereIsAMapping() {
    assertThat(event(anyJson(), binary("{}".getBytes(UTF_8))).source()).isEqualTo("/binary");
    assertThat(event(anyJson(), "{}").source()).isEqualTo("test");
  }

  @Test
  void takesEverythingForPlainJsonWhereToldSo() {
    Event event = event(anyJson("decode.format", "json"), binary("{}".getBytes(UTF_8)));
    assertThat(event.source()).isEqualTo("test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "TEXT/JSON",
        "application/geo+json",
        "application/geo+json ;q=1"
      })
  void checksPayloadsThatAreJson(String contentType) {
    Decoder decoder = new Decoder(config("validate.required", "/a"));
    event(decoder, binary("{\"a\":1}".getBytes(UTF_8), "content-type", contentType));
    refused(decoder, binary("{}".getBytes(UTF_8), "content-type", contentType), Reason.INVALID);
    refused(decoder, binary(NOT_JSON, "content-type", contentType), Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/avro", "json", "application/jsonx"})
  void leavesOtherPayloadsAlone(String contentType) {
    Decoder decoder = new Decoder(config("validate.required", "/a"));
    event(decoder, binary(NOT_JSON, "content-type", contentType));
  }

  @Test
  void checksPayloadsOfNoTypeAndStructuredOnes() {
    Decoder decoder = new Decoder(config("validate.types./a", "integer"));
    refused(decoder, binary("{\"a\":\"x\"}".getBytes(UTF_8)), Reason.INVALID);
    refused(decoder, binary(new byte[0]), Reason.MALFORMED);
    String envelope =
        "{\"specversion\":\"1.0\",\"id\":\"s\",\"source\":\"/s\",\"type\":\"t\",\"data\":";
    event(decoder, structured(envelope + "{\"a\":1}}"));
    refused(decoder, structured(envelope + "{\"a\":\"1\"}}"), Reason.INVALID);
  }

  @Test
  void refusesEventsWithoutAPayloadOnlyWhereOneIsNeeded() {
    event(new Decoder(config("validate.types./a", "integer")), binary(null));
    assertThat(
            refused(new Decoder(config("validate.required", "/a")), binary(null), Reason.INVALID))
        .contains("has no payload");
  }

  @Test
  void holdsCloudEventsToTheSameLimits() {
    String ahead = "2024-06-01T12:05:01Z";
    assertThat(refused(plainDecoder, binary(null, "ce_time", ahead), Reason.INVALID))
        .contains("ahead");
    event(plainDecoder, binary(null, "ce_time", "2024-06-01T12:05:00Z"));
    assertThat(refused(plainDecoder, binary(null, "ce_id", "x".repeat(1_025)), Reason.INVALID))
        .contains("1025 bytes");
    refused(plainDecoder, binary(null, "ce_id", ""), Reason.INVALID);
    refused(plainDecoder, binary(null, "ce_type", ""), Reason.INVALID);
    refused(plainDecoder, binary(null, "ce_source", ""), Reason.INVALID);
    refused(plainDecoder, structured("[".repeat(100_000)), Reason.MALFORMED);
    refused(
        plainDecoder,
        structured("{\"specversion\":\"1.0\",\"data\":" + "[".repeat(100_000)),
        Reason.MALFORMED);
  }
}
