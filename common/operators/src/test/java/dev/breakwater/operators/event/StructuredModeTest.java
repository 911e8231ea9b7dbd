package dev.breakwater.operators.event;

import static dev.breakwater.operators.event.Records.TIMESTAMP;
import static dev.breakwater.operators.event.Records.envelope;
import static dev.breakwater.operators.event.Records.record;
import static dev.breakwater.operators.event.Records.structured;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredModeTest {

  private static final int DEPTH = 8;
  private static final long SEED = 99;

  @Test
  void readsAllAttributes() throws RejectedException {
    Event event =
        read(
            ",\"subject\":\"gr\\u00f6\\u00dfe\",\"time\":\"2001-01-01T00:01:00Z\","
                + "\"dataschema\":\"urn:schema\",\"datacontenttype\":\"application/geo+json\","
                + "\"city\":\"東京🛬\",\"flag\":true,\"off\":false,\"number\":-2147483648,"
                + "\"nothing\":null,\"data\":{\"a\":1}");
    assertThat(event.attributes())
        .isEqualTo(
            new Attributes(
                "7",
                "urn:s",
                "t",
                "größe",
                "2001-01-01T00:01:00Z",
                "application/geo+json",
                "urn:schema",
                List.of("city", "東京🛬", "flag", "true", "off", "false", "number", "-2147483648")));
    assertThat(event.time()).isEqualTo(978_307_260_000L);
    assertThat(event.data()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"b\" : [1, 2.50e+3, null] ,\t\"a\":\"\\u00e9\\/\" }",
        "[]",
        "[ [ ] , {} ]",
        "\"text \\\" with quotes\"",
        "\"\"",
        "12.3400",
        "-0",
        "1e5",
        "7",
        "true",
        "false",
        "null",
        "\"東京🛬\"",
      })
  void takesJsonDataByteForByte(String data) throws RejectedException {
    for (String around : List.of("", " ", "\n\t")) {
      for (String more : List.of("", ",\"ext\":\"x\"", "  ,\"subject\":\"é\"")) {
        Event event = read(",\"data\":" + around + data + around + more);
        assertThat(event.data()).as(more).asString(UTF_8).isEqualTo(data);
        assertThat(event.attributes().dataContentType()).isEqualTo("application/json");
        assertThat(Objects.requireNonNull(event.record().value()))
            .asString(UTF_8)
            .contains(around + data + around);
        assertThat(event.dataOffset()).isEqualTo(envelope(",\"data\":" + around).length() - 1);
      }
    }
  }

  @Test
  void takesRandomJsonByteForByteWhereverItStands() throws RejectedException {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String data = json(random, 4);
      String envelope =
          "{\"data\" :"
              + blank(random)
              + data
              + blank(random)
              + (random.nextBoolean() ? ",\"datacontenttype\":\"text/json\"" : "")
              + envelope("").replaceFirst("\\{", ",");
      Event event = CloudEvents.fromStructured(record(envelope), DEPTH);
      assertThat(event.data()).as("seed %d: %s", SEED, envelope).asString(UTF_8).isEqualTo(data);
    }
  }

  @Test
  void takesTheTextOfAStringWhereTheContentIsNotJson() throws RejectedException {
    String text = "\"datacontenttype\":\"text/plain; charset=utf-8\"";
    assertThat(read("," + text + ",\"data\":\"a\\n\\\"b\\\" é\"").data())
        .asString(UTF_8)
        .isEqualTo("a\n\"b\" é");
    assertThat(read(",\"data\":\"\"," + text).data()).isEmpty();
    assertRejected(
        structured("," + text + ",\"data\":{}"),
        Reason.INVALID,
        "data must be a string where datacontenttype is not JSON");
    assertRejected(
        structured("," + text + ",\"data\":\"\\ud83d\""), Reason.INVALID, "unpaired surrogates");
  }

  @Test
  void decodesBase64Data() throws RejectedException {
    assertThat(read(",\"data_base64\":\"AAH/\"").data()).containsExactly(0, 1, -1);
    assertThat(read(",\"data_base64\":\"\"").data()).isEmpty();
    assertThat(read(",\"data_base64\":null").data()).isNull();
    assertThat(read(",\"data_base64\":\"AAH/\"").attributes().dataContentType()).isNull();
    assertRejected(structured(",\"data_base64\":\"A*H/\""), Reason.INVALID, "data_base64");
    assertRejected(structured(",\"data_base64\":\"A\\nH/\""), Reason.INVALID, "data_base64");
    assertRejected(structured(",\"data_base64\":7"), Reason.INVALID, "data_base64");
    assertRejected(
        structured(",\"data_base64\":\"AAH/\",\"data\":1"), Reason.INVALID, "must not both");
  }

  @Test
  void takesAnEventWithoutData() throws RejectedException {
    Event event = read("");
    assertThat(event.data()).isNull();
    assertThat(event.attributes().dataContentType()).isNull();
    assertThat(event.time()).isEqualTo(TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"ext\":1.5",
        ",\"ext\":2147483648",
        ",\"ext\":123456789012345678901234567890",
        ",\"ext\":{}",
        ",\"ext\":[]",
        ",\"id2\":[1]",
        ",\"subject\":7",
        ",\"time\":true",
        ",\"time\":\"never\"",
        ",\"subject\":\"\"",
        ",\"subject\":\"a\\u0000b\"",
        ",\"subject\":\"\\udeec\"",
        ",\"dataContentType\":\"a\"",
        ",\"\":\"a\"",
      })
  void findsAttributesThatBreakARuleInvalid(String more) {
    assertRejected(structured(more), Reason.INVALID, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"specversion\":\"0.3\",\"id\":\"7\"} | specversion must be 1.0, was 0.3",
        "{\"specversion\":1.0} | specversion must be a string",
        "{} | specversion must be 1.0, was missing",
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"s\"} | type must be there",
        "{\"specversion\":\"1.0\",\"id\":null,\"source\":\"s\"} | id must be there",
      })
  void refusesEnvelopesWithoutWhatIsRequired(String envelope, String message) {
    assertRejected(record(envelope), Reason.INVALID, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "7",
        "\"x\"",
        "null",
        "{",
        "{\"id\"",
        "{\"id\":}",
        "{\"id\":\"7\"",
        "{\"id\":\"7\",}",
        "{'id':'7'}",
        "{\"id\":NaN}",
        "{\"data\":NaN}",
        "{\"data\":01}",
        "{\"data\":\"a\tb\"}",
        "{\"data\":{\"a\":1,\"a\":2}}",
        "{\"id\":\"7\",\"id\":\"7\"}",
        "{\"data\":1,\"data\":1}",
        "{\"data\":{\"a\":[{\"b\":1,\"\\u0062\":2}]}}",
        "{} {}",
        "{} x",
        "{}]",
        "\uFEFF{}",
        "{\"data\":1//\n}",
      })
  void findsWhatIsNotOneStrictJsonObjectMalformed(String value) {
    assertRejected(record(value), Reason.MALFORMED, "envelope must ");
  }

  @Test
  void takesNumbersOfAnyLengthAsData() throws RejectedException {
    String number = "1".repeat(200_000);
    assertThat(read(",\"data\":" + number).data()).asString(UTF_8).isEqualTo(number);
    assertRejected(structured(",\"ext\":" + number), Reason.INVALID, "ext must be");
  }

  @Test
  void takesNamesAsLongAsAllowedAndNoLonger() throws RejectedException {
    String allowed = "{\"" + "a".repeat(1_024) + "\":1}";
    assertThat(read(",\"data\":" + allowed).data()).asString(UTF_8).isEqualTo(allowed);
    String longer = "{\"aaaa" + "a".repeat(1_024) + "\":1}";
    assertRejected(
        structured(",\"data\":" + longer), Reason.MALFORMED, "no name of more than 1024 bytes");
  }

  @Test
  void namesTheDuplicateKeyAsTheFault() {
    assertRejected(
        structured(",\"x\":\"1\",\"x\":\"2\""), Reason.MALFORMED, "must not hold a key twice");
  }

  @Test
  void findsOtherEncodingsMalformed() {
    assertRejected(
        record(envelope(",\"x\":\"é\"").getBytes(ISO_8859_1)), Reason.MALFORMED, "UTF-8");
    assertRejected(record(envelope("").getBytes(UTF_16LE)), Reason.MALFORMED, "JSON");
    assertRejected(record((byte[]) null), Reason.MALFORMED, "was null");
  }

  @Test
  void takesDataAsDeepAsAllowedAndNoDeeper() throws RejectedException {
    String allowed = "[".repeat(DEPTH) + "]".repeat(DEPTH);
    assertThat(read(",\"data\":" + allowed).data()).asString(UTF_8).isEqualTo(allowed);
    assertRejected(
        structured(",\"data\":[" + allowed + "]"),
        Reason.MALFORMED,
        "must nest data at most 8 deep");
    assertRejected(
        structured(",\"data\":" + "{\"a\":".repeat(500_000)), Reason.MALFORMED, "must nest data");
    assertRejected(structured(",\"x\":" + "[".repeat(500_000)), Reason.INVALID, "x must be");
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(CloudEvents.fromStructured(structured(",\"data\":" + deep), 5_000).data())
        .hasSize(10_000);
  }

  @Test
  void takesNoMoreThanSixtyFourExtensions() {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < 65; i++) {
      more.append(",\"x").append(i).append("\":1");
    }
    assertRejected(structured(more.toString()), Reason.INVALID, "at most 64");
  }

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+json, true",
    "application/cloudevents+json;charset=UTF-8, true",
    "'application/CloudEvents+json ; x=y; charset=\"utf-8\"', true",
    "application/cloudevents+json;charset=utf-16, false",
    "application/cloudevents+avro, false",
    "application/cloudevents, false",
  })
  void readsOnlyEnvelopesOfJsonInUtf8(String contentType, boolean taken) throws RejectedException {
    RawRecord record = record(envelope(""), "content-type", contentType);
    if (taken) {
      assertThat(CloudEvents.fromStructured(record, DEPTH).id()).isEqualTo("7");
    } else {
      assertRejected(record, Reason.INVALID, "content-type must be application/cloudevents+json");
    }
  }

  @Test
  void letsNothingElseEscapeHoweverTheInputIsDamaged() {
    Random random = new Random(SEED);
    int taken = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] value = envelope(",\"x\":1,\"data\":" + json(random, 3)).getBytes(UTF_8);
      for (int damage = random.nextInt(4); damage > 0; damage--) {
        value[random.nextInt(value.length)] =
            (byte) (random.nextInt(128) - random.nextInt(2) * 128);
      }
      try {
        Event event = CloudEvents.fromStructured(record(value), DEPTH);
        assertThat(event.id()).as("seed %d", SEED).isNotEmpty();
        taken++;
      } catch (RejectedException e) {
        assertThat(e.reason()).as("seed %d", SEED).isIn(Reason.MALFORMED, Reason.INVALID);
      }
    }
    assertThat(taken).as("seed %d", SEED).isBetween(15_000, 59_000);
  }

  private static String json(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 5 : 8);
    return switch (kind) {
      case 0 -> String.valueOf(random.nextInt());
      case 1 -> "%d.%de-%d".formatted(random.nextInt(9), random.nextInt(99), random.nextInt(9));
      case 2 -> random.nextBoolean() ? "true" : "null";
      case 3 -> "\"}]\\\"" + "é東🛬".substring(0, random.nextInt(2)) + "\\u00e9\"";
      case 4 -> "\"\"";
      case 5 -> "{}";
      case 6 -> "[" + json(random, depth - 1) + blank(random) + "," + json(random, depth - 1) + "]";
      default ->
          "{\"a\""
              + blank(random)
              + ":"
              + json(random, depth - 1)
              + ",\"b\":[]"
              + blank(random)
              + "}";
    };
  }

  private static String blank(Random random) {
    return " \n\t\r ".substring(0, random.nextInt(5));
  }

  private static Event read(String more) throws RejectedException {
    return CloudEvents.fromStructured(structured(more), DEPTH);
  }

  private static void assertRejected(RawRecord record, Reason reason, String message) {
    RejectedException e =
        catchThrowableOfType(
            RejectedException.class, () -> CloudEvents.fromStructured(record, DEPTH));
    assertThat(e).isNotNull().hasMessageContaining(message);
    assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
  }
}
