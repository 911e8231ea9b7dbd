package dev.breakwater.operators.event;

import static dev.breakwater.operators.event.Records.TIMESTAMP;
import static dev.breakwater.operators.event.Records.binary;
import static dev.breakwater.operators.event.Records.record;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakwater.operators.event.CloudEvents.Mode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+json, STRUCTURED",
    "application/cloudevents+json; charset=utf-8, STRUCTURED",
    "Application/CloudEvents+JSON;charset=UTF-8, STRUCTURED",
    "application/cloudevents+avro, STRUCTURED",
    "application/cloudevents, STRUCTURED",
    "application/cloudevents-batch+json, BATCHED",
    "application/cloudeventsandmore, NONE",
    "application/json, NONE",
    "application/cloud, NONE",
    "'', NONE",
  })
  void tellsTheModeByTheContentType(String contentType, Mode mode) {
    assertThat(CloudEvents.mode(record("{}", "content-type", contentType))).isEqualTo(mode);
  }

  @Test
  void tellsBinaryModeByTheVersionUnlessTheContentTypeIsAnEnvelope() {
    assertThat(CloudEvents.mode(binary())).isEqualTo(Mode.BINARY);
    assertThat(CloudEvents.mode(binary("content-type", "application/json"))).isEqualTo(Mode.BINARY);
    assertThat(CloudEvents.mode(binary("content-type", "application/cloudevents+json")))
        .isEqualTo(Mode.STRUCTURED);
    assertThat(CloudEvents.mode(record("{}"))).isEqualTo(Mode.NONE);
    assertThat(CloudEvents.mode(record("{}", "ce_specversion", null))).isEqualTo(Mode.NONE);
    assertThat(CloudEvents.mode(record("{}", "ce_id", "7"))).isEqualTo(Mode.NONE);
  }

  @Test
  void readsAllAttributesInBinaryMode() throws RejectedException {
    RawRecord record =
        binary(
            "ce_subject", "größe",
            "traceparent", "00-1",
            "ce_time", "2001-01-01T01:01:00.5+01:00",
            "ce_dataschema", "urn:schema",
            "ce_priority", "7",
            "ce_city", "東京🛬",
            "content-type", "text/csv");
    Event event = CloudEvents.fromBinary(record);
    assertThat(event.attributes())
        .isEqualTo(
            new Attributes(
                "7",
                "urn:s",
                "t",
                "größe",
                "2001-01-01T01:01:00.5+01:00",
                "text/csv",
                "urn:schema",
                List.of("priority", "7", "city", "東京🛬")));
    assertThat(event.time()).isEqualTo(978_307_260_500L);
    assertThat(event.record()).isSameAs(record);
    assertThat(event.data()).isSameAs(record.value());
  }

  @Test
  void givesAnEventWithoutTimeThatOfItsRecord() throws RejectedException {
    assertThat(CloudEvents.fromBinary(binary()).time()).isEqualTo(TIMESTAMP);
    assertThat(CloudEvents.fromBinary(binary()).attributes().time()).isNull();
  }

  @Test
  void takesANullValueForAnEventWithoutData() throws RejectedException {
    RawRecord record =
        record(
            (String) null, "ce_specversion", "1.0", "ce_id", "7", "ce_source", "s", "ce_type", "t");
    assertThat(CloudEvents.fromBinary(record).data()).isNull();
  }

  @Test
  void takesTheLastOfRepeatedHeadersAndIgnoresThoseWithoutValue() throws RejectedException {
    Attributes attributes =
        CloudEvents.fromBinary(
                binary(
                    "ce_id",
                    "8",
                    "ce_id",
                    null,
                    "ce_x",
                    "1",
                    "ce_y",
                    "2",
                    "ce_x",
                    "3",
                    "ce_y",
                    null,
                    "content-type",
                    "text/a",
                    "content-type",
                    "text/b"))
            .attributes();
    assertThat(attributes.id()).isEqualTo("8");
    assertThat(attributes.extensions()).containsExactly("x", "3", "y", "2");
    assertThat(attributes.dataContentType()).isEqualTo("text/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
  void refusesAnEventWithoutOneOfTheRequiredAttributes(String missing) {
    String[] headers =
        List.of("ce_specversion", "ce_id", "ce_source", "ce_type").stream()
            .filter(name -> !name.equals(missing))
            .flatMap(name -> List.of(name, "1.0").stream())
            .toArray(String[]::new);
    assertInvalid(record("{}", headers), missing);
    assertInvalid(binary(missing, ""), missing);
  }

  @Test
  void refusesVersionsOtherThanOne() {
    assertInvalid(binary("ce_specversion", "0.3"), "ce_specversion must be 1.0, was 0.3");
    assertInvalid(binary("ce_specversion", "1.1"), "ce_specversion must be 1.0, was 1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_subject", "ce_time", "ce_dataschema", "content-type"})
  void refusesOptionalAttributesThatAreEmpty(String name) {
    assertInvalid(binary(name, ""), "must be there and not empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2001-02-30T00:00:00Z", "2001-01-01", "978307260"})
  void refusesTimesThatAreNotRfc3339(String time) {
    assertInvalid(binary("ce_time", time), "ce_time must be an RFC 3339 timestamp, was " + time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_", "ce_Upper", "ce_my_own", "ce_ä", "ce_data", "ce_a-b", "ce_a b"})
  void refusesNamesThatAttributesMayNotHave(String name) {
    assertInvalid(binary(name, "x"), "attribute names must be lower-case letters and digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000", "\u007F", "\u0085", "\uFFFE", "\uFDD0", "\uD83F\uDFFF"})
  void refusesCharactersThatAttributesMayNotHold(String text) {
    assertInvalid(binary("ce_subject", text), "ce_subject must not hold control characters");
    assertThat(CloudEvents.isAttributeText(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "größe", "東京", "🛬", "\u00A0", "\uFFFD", "\uE000"})
  void takesTheCharactersThatAttributesMayHold(String text) throws RejectedException {
    assertThat(CloudEvents.fromBinary(binary("ce_x", text)).attributes().extensions())
        .containsExactly("x", text);
    assertThat(CloudEvents.isAttributeText(text)).isTrue();
  }

  @Test
  void refusesUnpairedSurrogates() {
    assertThat(CloudEvents.isAttributeText("\uD83D")).isFalse();
    assertThat(CloudEvents.isAttributeText("\uDEEC\uD83D")).isFalse();
    assertThat(CloudEvents.isAttributeText("a\uD83Db")).isFalse();
  }

  @Test
  void findsAttributesThatAreNotUtf8Malformed() {
    Headers headers =
        new Headers(
            new String[] {"ce_specversion", "ce_id"},
            new byte[][] {"1.0".getBytes(UTF_8), "größe".getBytes(ISO_8859_1)});
    RawRecord record = new RawRecord("raw", 0, 0, 0, null, null, headers);
    RejectedException e = rejection(record);
    assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(e).hasMessage("ce_id must be UTF-8, was not");
  }

  @Test
  void doesNotRepeatLongOrUnprintableTextInMessages() {
    RejectedException e = rejection(binary("ce_time", "ä\u001B[31m".repeat(5_000)));
    assertThat(e.getMessage()).hasSizeLessThan(200).matches("[ -~…]*");
    e = rejection(binary("ce_" + "Ä".repeat(30_000), "x"));
    assertThat(e.getMessage()).hasSizeLessThan(200).matches("[ -~…]*");
  }

  @Test
  void takesIdsAndHeadersOfAnyLength() throws RejectedException {
    String id = "i".repeat(10_240);
    String value = "v".repeat(65_536);
    Event event = CloudEvents.fromBinary(binary("ce_id", id, "ce_x", value, "other", value));
    assertThat(event.id()).isEqualTo(id);
    assertThat(event.attributes().extensions()).containsExactly("x", value);
  }

  @Test
  void takesTenThousandHeadersButOnlySixtyFourExtensions() throws RejectedException {
    assertThat(CloudEvents.fromBinary(binary(many("h", 10_000))).record().headers().size())
        .isEqualTo(10_004);
    assertThat(CloudEvents.fromBinary(binary(many("ce_x", 64))).attributes().extensions())
        .hasSize(128);
    assertInvalid(binary(many("ce_x", 65)), "extension attributes must be at most 64");
    assertInvalid(binary(many("ce_x", 10_000)), "extension attributes must be at most 64");
  }

  private static String[] many(String name, int count) {
    return IntStream.range(0, count)
        .boxed()
        .flatMap(i -> List.of(name + i, "v").stream())
        .toArray(String[]::new);
  }

  private static void assertInvalid(RawRecord record, String message) {
    RejectedException e = rejection(record);
    assertThat(e.reason()).isEqualTo(Reason.INVALID);
    assertThat(e).hasMessageContaining(message);
    assertThat(e.getStackTrace()).isEmpty();
  }

  private static RejectedException rejection(RawRecord record) {
    RejectedException e =
        catchThrowableOfType(RejectedException.class, () -> CloudEvents.fromBinary(record));
    assertThat(e).as("%s", record).isNotNull();
    return e;
  }
}
