package dev.breakwater.operators.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandingsTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;

  private final Transcript record = new Transcript();

  private Standings standings(String... settings) {
    return new Standings(3, Configs.of(settings).health(), record);
  }

  @Test
  void aReplicaIsSilentOnceOthersWentOnForLongEnough() {
    Standings standings = standings();
    standings.heard(A, 1, 0, true, 1_000);
    standings.heard(B, 1, 1 << A, true, 1_010);
    standings.heard(C, 1, 1 << A | 1 << B, true, 1_020);
    assertThat(standings.active(100_000)).as("nobody went on").isEqualTo(A);
    standings.heard(B, 2, 0, true, 100_000);
    assertThat(standings.active(104_999)).isEqualTo(A);
    assertThat(standings.active(105_000)).isEqualTo(B);
    assertThat(standings.state(A)).isEqualTo(ReplicaState.SILENT);
    assertThat(standings.state(C)).isEqualTo(ReplicaState.SILENT);
  }

  @Test
  void aReplicaLeadsAgainOnlyAfterEnoughResultsInARow() {
    Standings standings = standings("quorum.return-after", "3");
    standings.heard(B, 2, 0, true, 0);
    assertThat(standings.active(5_000)).isEqualTo(B);
    standings.heard(A, 2, 0, true, 5_001);
    standings.agreed(A);
    standings.agreed(A);
    standings.missed(A);
    standings.agreed(A);
    standings.agreed(A);
    assertThat(standings.active(5_002)).isEqualTo(B);
    standings.agreed(A);
    assertThat(standings.active(5_003)).isEqualTo(A);
    assertThat(record.changes)
        .containsSubsequence(
            "0: 1 takes over from 0", "0: 0 silent -> ok", "0: 0 takes over from 1");
  }

  @Test
  void aReplicaThatLagsForLongEnoughNoLongerCounts() {
    Standings standings = standings("quorum.fence", "true", "quorum.return-after", "2");
    standings.heard(A, 0, 0, true, 0);
    standings.heard(B, 0, 0, true, 0);
    standings.heard(A, 1_000_000, 0, true, 10);
    standings.heard(C, 1_000_000, 0, true, 11);
    standings.heard(B, 1, 0, true, 20);
    standings.heard(B, 2, 0, true, 30_019);
    assertThat(standings.isFenced(B)).isFalse();
    standings.heard(B, 3, 0, true, 30_020);
    assertThat(standings.state(B)).isEqualTo(ReplicaState.LAGGING);
    assertThat(standings.isFenced(B)).isTrue();
    assertThat(standings.lag(B)).isEqualTo(999_997);
    standings.agreed(B);
    standings.agreed(B);
    assertThat(standings.isFenced(B)).as("still behind").isTrue();
    standings.heard(B, 1_000_000, 0, true, 30_030);
    standings.agreed(B);
    standings.agreed(B);
    assertThat(standings.isFenced(B)).isFalse();
  }

  @Test
  void oneOfThreeThatIsAheadDoesNotMakeTheOthersLag() {
    Standings standings = standings("quorum.fence", "true");
    for (int i = 0; i < 100; i++) {
      standings.heard(A, 9_000_000_000L + i, 0, true, i * 1_000L);
      standings.heard(B, i, 0, true, i * 1_000L);
      standings.heard(C, i, 0, true, i * 1_000L);
    }
    assertThat(record.changes).isEmpty();
    assertThat(standings.lag(B)).isZero();
  }

  @Test
  void oneOfTwoLagsBehindTheOther() {
    QuorumConfig two = Configs.of("quorum.replicas", "a=x;b=y");
    Standings standings = new Standings(2, two.health(), record);
    standings.heard(A, 1_000_000, 0, true, 0);
    standings.heard(B, 0, 0, true, 0);
    standings.heard(B, 1, 0, true, 30_000);
    assertThat(standings.state(B)).isEqualTo(ReplicaState.LAGGING);
  }

  @Test
  void aReplicaThatJoinsCountsOnlyOnceItHasCaughtUp() {
    Standings standings = standings("quorum.fence", "true");
    standings.heard(A, 1_000_000, 0, true, 0);
    standings.heard(C, 1_000_000, 0, true, 29_999);
    standings.heard(B, 10, 0, true, 30_000);
    assertThat(standings.isFenced(B)).isTrue();
    assertThat(standings.isFenced(C)).as("was there from the start").isFalse();
  }

  @Test
  void aReplicaThatDiffersTooOftenIsFencedOutAndComesBack() {
    Standings standings = standings("quorum.fence", "true", "quorum.return-after", "20");
    for (int i = 0; i < 200; i++) {
      standings.differed(C);
      for (int j = 0; j < 19; j++) {
        standings.agreed(C);
      }
    }
    assertThat(standings.state(C)).as("one in twenty is allowed").isEqualTo(ReplicaState.OK);
    standings.differed(C);
    standings.differed(C);
    assertThat(standings.isFenced(C)).isTrue();
    for (int i = 0; i < 19; i++) {
      standings.agreed(C);
    }
    assertThat(standings.isFenced(C)).isTrue();
    standings.agreed(C);
    assertThat(standings.isFenced(C)).isFalse();
    standings.differed(C);
    assertThat(standings.isFenced(C)).as("it starts with a clean sheet").isFalse();
  }

  @Test
  void withoutFencingADivergedReplicaIsOnlyReported() {
    Standings standings = standings();
    for (int i = 0; i < 10; i++) {
      standings.differed(A);
    }
    assertThat(standings.state(A)).isEqualTo(ReplicaState.DIVERGED);
    assertThat(standings.isFenced(A)).isFalse();
    assertThat(standings.active(0)).isEqualTo(A);
  }

  @Test
  void goesOnFromWhatTheMostCautiousSubtaskKnew() throws Exception {
    QuorumConfig config = Configs.of("quorum.fence", "true");
    Standings one = new Standings(3, config.health(), record);
    Standings other = new Standings(3, config.health(), record);
    one.heard(A, 700, 0, true, 0);
    one.heard(C, 900, 0, true, 0);
    other.heard(A, 900, 0, true, 0);
    other.heard(C, 900, 0, true, 0);
    for (int i = 0; i < 10; i++) {
      other.differed(C);
    }
    Memory memory = new Memory(config.names(), config.health());
    RunningTime time = new RunningTime(() -> 0);
    byte[] good = memory.save(time, one, new Horizon());
    byte[] bad = memory.save(time, other, new Horizon());
    for (List<byte[]> saved : List.of(List.of(good, bad), List.of(bad, good), List.of(bad))) {
      Standings restored = new Standings(3, config.health(), record);
      memory.restore(saved, time, restored, new Horizon());
      assertThat(restored.isFenced(C)).isTrue();
      restored.heard(B, 500, 0, true, 0);
      assertThat(restored.lag(B)).isEqualTo(400);
    }
  }

  @Test
  void numbersOfStatesNeverChange() {
    assertThat(ReplicaState.values()).extracting(ReplicaState::code).containsExactly(0, 1, 2, 3);
    assertThat(ReplicaState.values())
        .extracting(Object::toString)
        .containsExactly("ok", "silent", "lagging", "diverged");
  }
}
