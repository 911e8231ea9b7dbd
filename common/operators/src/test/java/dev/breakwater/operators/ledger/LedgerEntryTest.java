package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.time.Rfc3339;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerEntryTest {

  private static final long SEED = 20010104L;
  private static final String TEXT =
      """
      {"v":1,"job":"orders-ingest.r01","boundary":"exit","name":"clean","topic":"orders-raw",\
      "bucket":"2026-11-26T21:31:00Z","size_ms":60000,"count":123,\
      "checksum":"f123456789abcdef","booked_at":"2026-11-26T21:32:03.004Z"}\
      """;
  private static final LedgerEntry ENTRY =
      new LedgerEntry(
          "orders-ingest.r01",
          Boundary.EXIT,
          "clean",
          "orders-raw",
          Rfc3339.parse("2026-11-26T21:31:00Z"),
          60_000,
          123,
          0xf123456789abcdefL,
          Rfc3339.parse("2026-11-26T21:32:03.004Z"));

  @Test
  void isOneCanonicalObject() throws Exception {
    assertThat(ENTRY.toJson()).asString(UTF_8).isEqualTo(TEXT);
    assertThat(LedgerEntry.parse(TEXT.getBytes(UTF_8))).isEqualTo(ENTRY);
  }

  @Test
  void saysHowOldItsRecordsWereWhereThatIsKnown() throws Exception {
    LedgerEntry aged =
        new LedgerEntry(
            "j", Boundary.READ, "", "t", 500, 250, 4, 7, 5_000, Ages.of(0, 3, 1_000, 1_001));
    String text =
        "{\"v\":1,\"job\":\"j\",\"boundary\":\"read\",\"name\":\"\",\"topic\":\"t\","
            + "\"bucket\":\"1970-01-01T00:00:00.500Z\",\"size_ms\":250,\"count\":4,"
            + "\"checksum\":\"0000000000000007\",\"booked_at\":\"1970-01-01T00:00:05Z\","
            + "\"age_ms\":{\"max\":1001,\"from\":{\"0\":1,\"3\":1,\"992\":2}}}";
    assertThat(aged.toJson()).asString(UTF_8).isEqualTo(text);
    assertThat(LedgerEntry.parse(text.getBytes(UTF_8))).isEqualTo(aged);
    assertThat(LedgerEntry.parse(TEXT.getBytes(UTF_8)).ages()).isEqualTo(Ages.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; age_ms.from must be an object, was missing",
        "{\"max\":5,\"from\":[]}; age_ms.from must be an object, was []",
        "7; age_ms.from must be an object, was missing",
        "{\"from\":{}}; age_ms.max must be a whole number, was missing",
        "{\"max\":-1,\"from\":{}}; age_ms.max must not be negative, was -1",
        "{\"max\":5,\"from\":{\"a\":1}}; age_ms.from must be by whole milliseconds, was a",
        "{\"max\":5,\"from\":{\"-1\":1}}; age_ms.from must be by whole milliseconds, was -1",
        "{\"max\":5,\"from\":{\"1\":0}};"
            + " age_ms.from must have positive counts of ages up to max, was 1=0",
        "{\"max\":5,\"from\":{\"6\":123}};"
            + " age_ms.from must have positive counts of ages up to max, was 6=123",
        "{\"max\":5,\"from\":{\"1\":true}};"
            + " a count of age_ms.from must be a whole number, was true",
        "{\"max\":5,\"from\":{\"1\":122}};"
            + " age_ms must be of all records that are counted, was 122",
      })
  void saysWhatIsWrongWithAges(String ages, String error) {
    byte[] json = TEXT.replace("\"v\":1", "\"v\":1,\"age_ms\":" + ages).getBytes(UTF_8);
    assertThatThrownBy(() -> LedgerEntry.parse(json))
        .isInstanceOf(RejectedException.class)
        .hasMessage(error);
  }

  @Test
  void isKeyedByAccountAndBucket() {
    assertThat(ENTRY.key())
        .asString(UTF_8)
        .isEqualTo("orders-ingest.r01|exit|clean|orders-raw|2026-11-26T21:31:00Z");
    assertThat(entry(Boundary.READ, "", LedgerEntry.IMPOSSIBLE, 1, 0).key())
        .asString(UTF_8)
        .isEqualTo("j|read||t|impossible");
  }

  @Test
  void comesBackAsItWas() throws Exception {
    Random random = new Random(SEED);
    for (Boundary boundary : Boundary.values()) {
      for (int i = 0; i < 200; i++) {
        long bucket =
            random.nextInt(5) == 0 ? LedgerEntry.IMPOSSIBLE : random.nextInt(1 << 30) * 250L;
        LedgerEntry entry =
            entry(boundary, "n", bucket, random.nextLong(1, Long.MAX_VALUE), random.nextLong());
        assertThat(LedgerEntry.parse(entry.toJson())).as("seed %d", SEED).isEqualTo(entry);
      }
    }
  }

  @Test
  void leavesMembersOfLaterVersionsAlone() throws Exception {
    String more = TEXT.replace("{\"v\":1", "{\"later\":[1],\"v\":1");
    assertThat(LedgerEntry.parse(more.getBytes(UTF_8))).isEqualTo(ENTRY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "\"v\":1; \"v\":2; v must be 1, was 2",
        "\"v\":1,; ''; v must be a whole number, was missing",
        "\"exit\"; \"exits\"; boundary must be read, exit, written or received, was exits",
        "orders-ingest.r01; a|b; job must be a name without |, was a|b",
        "\"orders-raw\"; \"\"; topic must be a name, was ",
        "21:31:00; 21:31:01; bucket must be null or a multiple of size_ms, was 1795728661000",
        "\"2026-11-26T21:31:00Z\"; 5; bucket must be a string, was 5",
        "2026-11-26T21:31:00Z; 1960-01-01T00:00:00Z;"
            + " bucket must be null or a multiple of size_ms, was -315619200000",
        "60000; 0; size_ms must be positive, was 0",
        "60000; 6e4; size_ms must be a whole number, was 60000.0",
        "123,; 0,; count must be positive, was 0",
        "123,; 99999999999999999999,; count must be a whole number, was 99999999999999999999",
        "f123456789abcdef; f123; 'checksum must be 16 hexadecimal digits, was f123'",
        "f123456789abcdef; g123456789abcdef;"
            + " 'checksum must be 16 hexadecimal digits, was g123456789abcdef'",
        "2026-11-26T21:32:03.004Z; now; 'booked_at must be an RFC 3339 time, was now'",
        "}; ''; 'a ledger entry must be one JSON object, was something else'",
        "}; }1; 'a ledger entry must be one JSON object, was something else'",
        "\"v\":1; \"v\":1,\"v\":1; 'a ledger entry must be one JSON object, was something else'",
      })
  void saysWhatIsWrong(String what, String instead, String error) {
    byte[] json = TEXT.replace(what, instead).getBytes(UTF_8);
    assertThatThrownBy(() -> LedgerEntry.parse(json))
        .isInstanceOf(RejectedException.class)
        .hasMessage(error.equals("topic must be a name, was") ? error + ' ' : error);
  }

  @ParameterizedTest
  @CsvSource({"'', one JSON object", "[], a JSON object, was ARRAY", "nul, one JSON object"})
  void refusesWhatIsNoObject(String json) {
    assertThatThrownBy(() -> LedgerEntry.parse(json.getBytes(UTF_8)))
        .isInstanceOf(RejectedException.class)
        .hasMessageStartingWith("a ledger entry must be");
  }

  private static LedgerEntry entry(
      Boundary boundary, String name, long bucket, long count, long checksum) {
    return new LedgerEntry("j", boundary, name, "t", bucket, 250, count, checksum, 5);
  }
}
