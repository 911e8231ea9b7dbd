package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.Reason;
import org.junit.jupiter.api.Test;

class QuorumOperatorTest {

  private static final long HOUR = 3_600_000;

  @Test
  void flagsAResultThatWentOutWithoutAgreement() throws Exception {
    try (HarnessCourt court = new HarnessCourt(Configs.of(), true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      court.clock(10_999);
      assertThat(court.results).isEmpty();
      court.clock(11_000);
      assertThat(court.contents()).containsExactly("x");
      assertThat(court.results.get(0).record().headers().last(Quorum.AGREEMENT_HEADER))
          .isEqualTo("1 of 2".getBytes(UTF_8));
    }
  }

  @Test
  void writesASettledResultAsItCame() throws Exception {
    try (HarnessCourt court = new HarnessCourt(Configs.of(), true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      Copy settling = new Copy(1_001, 1, "r", 5, "x");
      court.arrive(settling);
      assertThat(court.results).containsExactly(settling.event());
    }
  }

  @Test
  void neverWritesAResultAgainAfterItWasForgotten() throws Exception {
    try (HarnessCourt court = new HarnessCourt(Configs.of("quorum.mode", "first"), true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      court.clock(3 * HOUR);
      assertThat(court.entries()).isZero();
      court.arrive(new Copy(3 * HOUR, 1, "r", 5, "x"));
      court.restart(2, 0);
      court.arrive(new Copy(3 * HOUR + 1, 2, "r", 5, "x"));
      assertThat(court.results).hasSize(1);
      assertThat(court.stragglers).hasSize(2);
    }
  }

  @Test
  void writesANewResultHoweverQuietItWas() throws Exception {
    try (HarnessCourt court = new HarnessCourt(Configs.of("quorum.mode", "first"), true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      court.clock(30 * HOUR);
      court.arrive(new Copy(30 * HOUR, 0, "r2", 6, "x"));
      assertThat(court.results).hasSize(2);
    }
  }

  @Test
  void forgetsThoughTheJobIsRestartedAllTheTime() throws Exception {
    QuorumConfig config = Configs.of("quorum.mode", "first", "quorum.horizon", "10 min");
    try (HarnessCourt court = new HarnessCourt(config, false, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      for (long at = 10_000; at < 1_200_000; at += 10_000) {
        court.restart(1, 0);
        if (at < 570_000) {
          assertThat(court.entries()).as("before the horizon").isOne();
        }
        court.clock(at);
      }
      assertThat(court.entries()).isZero();
      court.arrive(new Copy(1_200_000, 1, "r", 5, "x"));
      assertThat(court.results).hasSize(1);
    }
  }

  @Test
  void doesNotCountTheTimeThatTheJobIsDown() throws Exception {
    try (HarnessCourt court = new HarnessCourt(Configs.of("quorum.mode", "first"), true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      court.arrive(new Copy(1_001, 0, "s", 9, "x"));
      court.restart(1, 10 * HOUR);
      court.arrive(new Copy(10 * HOUR + 2_000, 1, "r", 5, "x"));
      court.arrive(new Copy(10 * HOUR + 2_001, 1, "late but new", 4, "x"));
      assertThat(court.results)
          .extracting(event -> event.id())
          .containsExactly("r", "s", "late but new");
    }
  }

  @Test
  void waitsForTheOtherCopiesAfterTheJobWasDown() throws Exception {
    try (HarnessCourt court = new HarnessCourt(Configs.of(), true, 2)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "lie"));
      court.arrive(new Copy(4_000, 0, "s", 5, "x"));
      court.restart(3, HOUR);
      court.clock(HOUR + 4_001);
      court.arrive(new Copy(HOUR + 4_002, 1, "r", 5, "x"));
      court.arrive(new Copy(HOUR + 4_003, 2, "r", 5, "x"));
      assertThat(court.contents()).containsExactly("x");
      court.restart(1, HOUR);
      court.clock(2 * HOUR + 13_999);
      assertThat(court.results).as("s has a deadline of 10 s").hasSize(1);
      court.clock(2 * HOUR + 14_000);
      assertThat(court.results).hasSize(2);
      court.clock(2 * HOUR + 63_999);
      assertThat(court.findings).containsExactly(new Transcript.Found(FindingKind.ALTERED, "r", 1));
      court.clock(2 * HOUR + 64_000);
      assertThat(court.findings)
          .contains(new Transcript.Found(FindingKind.MISSING, "s", 1 << 1 | 1 << 2));
      assertThat(court.timers()).isZero();
    }
  }

  @Test
  void keepsLargePayloadsInTheStateAndNotOnTheHeap() throws Exception {
    String large = "x".repeat(1 << 20);
    try (HarnessCourt court = new HarnessCourt(Configs.of(), true, 1)) {
      for (int i = 0; i < 40; i++) {
        court.arrive(new Copy(1_000 + i, 0, "r" + i, i, large));
      }
      assertThat(court.entries()).isEqualTo(Ballots.MOST_BYTES >> 20);
      for (int i = 0; i < 40; i++) {
        court.arrive(new Copy(2_000 + i, 1, "r" + i, i, large));
      }
      assertThat(court.results).hasSize(40);
    }
  }

  @Test
  void leadsARecordOfNoReplicaToTheDeadLetters() throws Exception {
    try (HarnessCourt court =
        new HarnessCourt(
            Configs.of("quorum.replicas", "a;b", "quorum.replica-header", "replica"), true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "x"));
      assertThat(court.results).isEmpty();
      assertThat(court.deadLetters).hasSize(1);
      assertThat(court.deadLetters.get(0).reason()).isEqualTo(Reason.INVALID);
      assertThat(court.deadLetters.get(0).message()).contains("header replica", "quorum.replicas");
    }
  }

  @Test
  void saysWhoSaidWhat() throws Exception {
    QuorumConfig config =
        Configs.of(
            "quorum.discrepancies.payload-limit", "16 bytes", "quorum.compare.count", "/count");
    try (HarnessCourt court = new HarnessCourt(config, true, 1)) {
      court.arrive(new Copy(1_000, 0, "r", 5, "{\"count\":2}"));
      court.arrive(new Copy(1_001, 1, "r", 5, "{\"count\":2}"));
      court.arrive(new Copy(1_002, 2, "r", 5, "{\"count\":3}"));
      assertThat(court.discrepancies).hasSize(1);
      String json = new String(court.discrepancies.get(0).data(), UTF_8);
      assertThat(json)
          .startsWith(
              "{\"finding\":\"late-split\",\"source\":\"s\",\"id\":\"r\",\"time\":\"1970-01-01T00:00:00.005Z\","
                  + "\"replicas\":[\"c\"],\"emitted\":[\"a\",\"b\"],\"said\":[{\"replicas\":[\"a\",\"b\"],\"digest\":\"")
          .contains("\"count\":2.0,\"position\":\"results.a-0@1000\"}")
          .endsWith(
              "\"count\":3.0,\"position\":\"results.c-0@1002\",\"size\":11,\"payload\":\"{\\\"count\\\"\"}]}");
      assertThat(court.discrepancies.get(0).id()).isEqualTo("late-split/c/s/r");
    }
  }

  @Test
  void keepsAFencedReplicaOutAcrossARestart() throws Exception {
    QuorumConfig config = Configs.of("quorum.fence", "true", "quorum.mode", "first");
    try (HarnessCourt court = new HarnessCourt(config, true, 2)) {
      long at = 1_000;
      for (int i = 0; i < 40; i++, at += 10) {
        court.arrive(new Copy(at, 0, "r" + i, at, "x"));
        court.arrive(new Copy(at + 1, 1, "r" + i, at, "x"));
        court.arrive(new Copy(at + 2, 2, "r" + i, at, "lie"));
      }
      assertThat(court.changes).allMatch(change -> change.get("is").asText().equals("diverged"));
      court.restart(3, 0);
      for (int i = 40; i < 60; i++, at += 10) {
        court.arrive(new Copy(at, 2, "r" + i, at, "lie"));
        court.arrive(new Copy(at + 1, 1, "r" + i, at, "x"));
        court.arrive(new Copy(at + 2, 0, "r" + i, at, "x"));
      }
      assertThat(court.contents()).hasSize(60).containsOnly("x");
    }
  }

  @Test
  void refusesAStateWhoseReplicasHaveOtherPlaces() throws Exception {
    QuorumConfig before = Configs.of();
    QuorumConfig after = Configs.of("quorum.replicas", "b=results.b;a=results.a;c=results.c");
    Standings standings = new Standings(3, before.health(), new Transcript());
    RunningTime time = new RunningTime(() -> 0);
    byte[] saved = new Memory(before.names(), before.health()).save(time, standings, new Horizon());
    assertThatThrownBy(
            () ->
                new Memory(after.names(), after.health())
                    .restore(java.util.List.of(saved), time, standings, new Horizon()))
        .hasMessageContaining("quorum.replicas must have a at position 1")
        .hasMessageContaining("was [b, a, c]");
  }
}
