package dev.breakwater.operators.decode;

import static dev.breakwater.operators.decode.Records.NOW;
import static dev.breakwater.operators.decode.Records.anyJson;
import static dev.breakwater.operators.decode.Records.event;
import static dev.breakwater.operators.decode.Records.headers;
import static dev.breakwater.operators.decode.Records.invalid;
import static dev.breakwater.operators.decode.Records.malformed;
import static dev.breakwater.operators.decode.Records.plain;
import static dev.breakwater.operators.decode.Records.record;
import static dev.breakwater.operators.decode.Records.refused;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of bad and doubtful records: the table of the package, row by row. */
class DecoderTest {

  private final Decoder decoder = anyJson();

  @Test
  void acceptsAnyJsonAndLeavesItUntouched() {
    RawRecord record = plain(" {\"b\" : [1, 2.50, {\"c\":null}] ,\"a\":\"\\u0041\"}\n");
    Event event = event(decoder, record);
    assertThat(event.data()).isSameAs(record.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "5", "\"text\"", "[]", "{}", " [1,[2,{\"a\":{}}]] "})
  void acceptsAnyKindOfJsonValue(String json) {
    assertThat(event(decoder, json).data()).isEqualTo(json.getBytes(UTF_8));
  }

  @Test
  void refusesTombstonesAndEmptyValues() {
    assertThat(refused(decoder, record(null), Reason.MALFORMED)).contains("tombstone");
    assertThat(malformed(decoder, "")).contains("empty");
    assertThat(malformed(decoder, " \t\r\n")).contains("no JSON value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "[1,",
        "\"abc",
        "tru",
        "nul",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{} {}",
        "[] []",
        "1 2",
        "{}\u0000",
        "truefalse",
        "nullx",
        "{a:1}",
        "{'a':1}",
        "{\"a\":'b'}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "[1 2]",
        "[,1]",
        "[1,]",
        "{\"a\":1,}",
        "{,}",
        "]",
        "}",
        "{]",
        "[}",
        "{\"a\":[}]",
        "{1:2}",
        "{\"a\"}",
        "// comment\n1",
        "/* c */ 1",
        "# c\n1",
        "\"a\nb\"",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12G4\"",
        "\"\\u12",
        "\u00a01",
        "\u001e1",
        "undefined",
        "<a/>",
        "id,date\n1,2"
      })
  void refusesWhatIsNotJson(String text) {
    assertThat(malformed(decoder, text)).contains("JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "[NaN]",
        "{\"a\":NaN}",
        "-NaN",
        "Infinity",
        "{\"a\":-Infinity}",
        "+Infinity",
        "INF",
        "01",
        "-01",
        "+1",
        ".5",
        "5.",
        "-",
        "1e",
        "1e+",
        "0x10",
        "1_000",
        "--1",
        "1.e3",
        "-.5"
      })
  void refusesWhatIsNoNumberOfJson(String text) {
    assertThat(malformed(decoder, text)).startsWith("is not JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400", "-1e-400", "123456789012345678901234567890", "0.1234567890123456789012345",
        "1E+999999999", "-0", "-0.0", "1e99999999999999999999"
      })
  void acceptsNumbersOfAnySize(String number) {
    event(decoder, number);
    event(decoder, "{\"a\":[" + number + "]}");
  }

  @Test
  void acceptsNumbersOfThousandsOfDigits() {
    event(decoder, "[" + "9".repeat(5_000) + ",1." + "0".repeat(5_000) + "1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22ff22", // a byte that UTF-8 never has
        "22c322", // torn
        "22a922", // continuation alone
        "22c0af22", // overlong
        "22e080af22",
        "22f08080af22",
        "22eda08022", // a surrogate
        "22f490808022", // beyond the last code point
        "22e28222",
        "22f0908022",
        "22e282", // torn at the end
        "7b22ff223a317d" // in a name
      })
  void refusesWhatIsNotUtf8(String hex) {
    RawRecord record = record(HexFormat.of().parseHex(hex));
    assertThat(refused(decoder, record, Reason.MALFORMED)).contains("UTF-8");
  }

  @Test
  void refusesOtherEncodings() {
    String json = "{\"name\":\"Jürgen\"}";
    for (Charset charset :
        new Charset[] {
          UTF_16BE,
          UTF_16LE,
          Charset.forName("UTF-32BE"),
          Charset.forName("UTF-32LE"),
          Charset.forName("windows-1252"),
          Charset.forName("UTF-16"),
          Charset.forName("IBM037")
        }) {
      refused(decoder, record(json.getBytes(charset)), Reason.MALFORMED);
    }
    // All of ASCII, so each byte is UTF-8: what an encoding detector would read.
    for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE")}) {
      refused(decoder, record("{\"a\":1}".getBytes(charset)), Reason.MALFORMED);
    }
  }

  @Test
  void refusesAByteOrderMark() {
    assertThat(malformed(decoder, "\ufeff{}")).contains("byte order mark");
    event(decoder, "\"\ufeff\"");
  }

  @Test
  void acceptsAllOfUnicodeInStringsAndNames() {
    event(decoder, "{\"ключ\":\"日本語 🛫 \\ud83d\\udeeb \u0080\u2028\uffff\"}");
    event(decoder, "\"\\ud800 alone\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"b\":2,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "[{},{\"a\":1,\"a\":2}]",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"\":1,\"\":2}",
        "{\"é\":1,\"\\u00e9\":2}",
        "{\"a\":{\"x\":1},\"b\":[{\"x\":2}],\"a\":3}"
      })
  void refusesTheSameNameTwiceInOneObject(String json) {
    assertThat(malformed(decoder, json)).contains("same name twice");
  }

  @Test
  void refusesNamesThatAreTooLong() {
    event(decoder, "{\"" + "n".repeat(1_024) + "\":1}");
    event(decoder, "{\"" + "é".repeat(512) + "\":1}");
    assertThat(malformed(decoder, "{\"" + "n".repeat(1_025) + "\":1}")).contains("a name of more");
    assertThat(malformed(decoder, "{\"" + "n".repeat(500_000) + "\":1}")).contains("1024 bytes");
    event(decoder, "\"" + "n".repeat(500_000) + "\"");
  }

  @Test
  void acceptsTheSameNameInDifferentObjects() {
    event(decoder, "{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}],\"A\":1}");
  }

  @Test
  void findsTheSameNameTwiceAmongMany() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      json.append("\"n").append(i).append("\":").append(i).append(',');
    }
    event(decoder, json + "\"last\":1}");
    assertThat(malformed(decoder, json + "\"n0\":1}")).contains("same name twice");
    assertThat(malformed(decoder, json + "\"n4999\":1}")).contains("same name twice");
  }

  @Test
  void acceptsNamesThatAllHaveOneHash() {
    // "Aa" and "BB" have one hash; so has any text made of them.
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1 << 12; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append('"').append(name).append("\":0,");
    }
    event(decoder, json + "\"last\":1}");
  }

  @Test
  void acceptsTheDeepestAllowedNestingAndRefusesOneMore() {
    Decoder five = anyJson("decode.max-depth", "5");
    event(five, "[[[[[]]]]]");
    event(five, "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}");
    assertThat(malformed(five, "[[[[[[]]]]]]")).contains("deeper than 5");
    assertThat(malformed(five, "[{\"a\":[{\"a\":[{\"a\":1}]}]}]")).contains("deeper than 5");
    event(five, "[[[[[1]]]],[[[[2]]]]]");
  }

  @Test
  void refusesANestingBomb() {
    assertThat(malformed(decoder, "[".repeat(400_000))).contains("deeper than 64");
    assertThat(malformed(decoder, "{\"a\":".repeat(150_000))).contains("deeper than 64");
    assertThat(malformed(decoder, "{\"id\":1,\"a\":[" + "[".repeat(400_000))).contains("deeper");
  }

  @Test
  void refusesMoreThanTheAllowedHeaders() {
    assertThat(refused(decoder, withHeaders(10_000), Reason.OVERSIZED)).contains("10000 headers");
    assertThat(refused(decoder, withHeaders(257), Reason.OVERSIZED)).contains("allowed: 256");
    event(decoder, withHeaders(256));
  }

  private static RawRecord withHeaders(int count) {
    String[] namesAndValues = new String[2 * count];
    Arrays.fill(namesAndValues, "h");
    return record("{}".getBytes(UTF_8), namesAndValues);
  }

  @Test
  void refusesARecordOfTwoMegabytesBeforeLookingAtIt() {
    byte[] value = new byte[2_000_000];
    assertThat(refused(decoder, record(value), Reason.OVERSIZED)).contains("2000000 bytes");
  }

  @Test
  void refusesWhatWouldBeTooLargeWithItsHeaders() {
    Decoder small = anyJson("sink.max-record-size", "4000 b");
    event(small, "\"" + "x".repeat(2_000) + "\"");
    RawRecord record = record("\"small\"".getBytes(UTF_8), "h", "x".repeat(4_000));
    assertThat(refused(small, record, Reason.OVERSIZED)).contains("allowed: 4000");
  }

  @Test
  void acceptsANullKeyAndKeepsItNull() {
    assertThat(event(decoder, "{}").record().key()).isNull();
  }

  @Test
  void refusesTimesTooFarAhead() {
    Decoder timed = anyJson("decode.map.time", "/t", "decode.map.time-format", "epoch-millis");
    long most = NOW + 5 * 60_000;
    assertThat(event(timed, "{\"t\":" + most + "}").time()).isEqualTo(most);
    assertThat(invalid(timed, "{\"t\":" + (most + 1) + "}")).contains("300001 ms ahead");
  }

  @Test
  void refusesRecordTimestampsTooFarAheadWhereTheyAreTheTime() {
    RawRecord ahead =
        new RawRecord("raw", 0, 1, NOW + 600_000, null, "{}".getBytes(UTF_8), headers());
    assertThat(refused(decoder, ahead, Reason.INVALID)).contains("ahead");
    RawRecord none =
        new RawRecord("raw", 0, 1, RawRecord.NO_TIMESTAMP, null, "{}".getBytes(UTF_8), headers());
    assertThat(event(decoder, none).time()).isEqualTo(RawRecord.NO_TIMESTAMP);
  }

  @Test
  void makesADeadLetterOfWhatItsOwnCodeThrows() {
    RawRecord broken = new RawRecord("raw", 0, 1, 0, null, "{}".getBytes(UTF_8), brokenHeaders());
    Outcome outcome = decoder.decode(broken, NOW);
    DeadLetter dead = (DeadLetter) outcome;
    assertThat(dead.reason()).isEqualTo(Reason.POISON);
    assertThat(dead.exceptionClass()).isEqualTo("java.lang.NullPointerException");
    assertThat(dead.message()).isNotEmpty();
    assertThat(dead.record()).isSameAs(broken);
  }

  /** Headers that no source hands over: a name is missing, so that looking at it fails. */
  @SuppressWarnings("NullAway") // the fault that the test is about
  private static Headers brokenHeaders() {
    return new Headers(new String[] {null}, new byte[][] {{1}});
  }

  @Test
  void worksOnAfterEveryKindOfFailure() {
    Decoder timed = anyJson("decode.map.time", "/t", "decode.map.time-format", "epoch-millis");
    for (String bad : new String[] {"[[{\"a\":", "{\"t\":1,\"t\":2}", "[".repeat(100), "", "{}"}) {
      assertThat(timed.decode(plain(bad), NOW)).isInstanceOf(DeadLetter.class);
      assertThat(event(timed, "{\"t\":7}").time()).isEqualTo(7);
    }
  }

  @Test
  void neverTellsValuesInMessages() {
    Decoder strict =
        anyJson("validate.types./a", "integer", "validate.required", "/b", "decode.map.time", "/t");
    for (String json :
        new String[] {
          "{\"a\":\"secret\"}",
          "{\"a\":secret}",
          "{\"secret\":1,\"secret\":2}",
          "\"secret",
          "{\"a\":1,\"b\":1,\"t\":\"secret\"}"
        }) {
      DeadLetter dead = (DeadLetter) strict.decode(plain(json), NOW);
      assertThat(dead.message()).doesNotContain("secret");
    }
  }
}
