package dev.breakwater.operators.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Verdict VERDICT =
      new Verdict(
          new Account(Equation.TOPIC, "clean", "b.r01"),
          1_700_000_040_000L,
          60_000,
          Ruling.MISSING,
          new Side(new Sum(3, -1), new TreeMap<>(java.util.Map.of("a.r01/main", new Sum(3, -1)))),
          new Side(new Sum(1, 255), new TreeMap<>(java.util.Map.of("b.r01", new Sum(1, 255)))),
          2,
          1_700_000_300_000L);

  @Test
  void isWrittenAsTheSameJsonForEver() {
    assertThat(new String(VERDICT.toJson(), UTF_8))
        .isEqualTo(
            "{\"v\":1,\"equation\":\"topic\",\"topic\":\"clean\",\"job\":\"b.r01\","
                + "\"bucket\":\"2023-11-14T22:14:00Z\",\"size_ms\":60000,"
                + "\"verdict\":\"missing\",\"difference\":2,"
                + "\"debit\":{\"count\":3,\"checksum\":\"ffffffffffffffff\","
                + "\"by\":{\"a.r01/main\":{\"count\":3,\"checksum\":\"ffffffffffffffff\"}}},"
                + "\"credit\":{\"count\":1,\"checksum\":\"00000000000000ff\","
                + "\"by\":{\"b.r01\":{\"count\":1,\"checksum\":\"00000000000000ff\"}}},"
                + "\"revision\":2,\"closed_at\":\"2023-11-14T22:18:20Z\"}");
    assertThat(new String(VERDICT.key(), UTF_8))
        .isEqualTo("topic|clean|b.r01|2023-11-14T22:14:00Z");
  }

  @Test
  void saysHowOldRecordsWereWhereThatIsKnown() throws Exception {
    Side aged = new Side(new Sum(3, 255), new TreeMap<>(), Ages.of(0, 10, 40_000));
    Verdict verdict =
        new Verdict(VERDICT.account(), 0, 60_000, Ruling.BALANCED, VERDICT.debit(), aged, 1, 0);
    assertThat(new String(verdict.toJson(), UTF_8))
        .contains(
            "\"credit\":{\"count\":3,\"checksum\":\"00000000000000ff\",\"by\":{},"
                + "\"age_ms\":{\"count\":3,\"p50\":10,\"p95\":39936,\"p99\":39936,"
                + "\"max\":40000,\"from\":{\"0\":1,\"10\":1,\"39936\":1}}},\"revision\"")
        .containsOnlyOnce("age_ms");
    assertThat(Verdict.parse(verdict.toJson())).isEqualTo(verdict);
    assertRejected(
        new String(verdict.toJson(), UTF_8).replace("\"max\":40000,", ""),
        "age_ms.max must be a whole number, was missing");
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    assertThat(Verdict.parse(VERDICT.toJson())).isEqualTo(VERDICT);
    Verdict impossible =
        new Verdict(
            VERDICT.account(),
            LedgerEntry.IMPOSSIBLE,
            60_000,
            Ruling.BALANCED,
            VERDICT.debit(),
            VERDICT.debit(),
            1,
            0);
    assertThat(Verdict.parse(impossible.toJson())).isEqualTo(impossible);
    assertThat(impossible.difference()).isZero();
  }

  @Test
  void saysWhatIsWrongWithOneThatIsNone() {
    String json = new String(VERDICT.toJson(), UTF_8);
    assertRejected("[", "a verdict must be one JSON object, was something else");
    assertRejected(json.replace("missing", "lost"), "verdict must be one that is known, was lost");
    assertRejected("[]", "a verdict must be a JSON object, was ARRAY");
    assertRejected(json.replace("\"v\":1", "\"v\":2"), "v must be 1, was 2");
    assertRejected(json.replace("debit", "other"), "count must be a whole number, was missing");
  }

  private static void assertRejected(String json, String message) {
    assertThatThrownBy(() -> Verdict.parse(json.getBytes(UTF_8)))
        .isInstanceOf(RejectedException.class)
        .hasMessage(message);
  }
}
