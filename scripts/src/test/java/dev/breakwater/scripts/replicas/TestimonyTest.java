package dev.breakwater.scripts.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What replicas are blamed for must be exactly what was done. */
class TestimonyTest {

  private static final List<String> LIES = List.of("altered/r1/c", "missing/r2/c");

  @Test
  void isWellWhenEachLieIsFoundAndNoOther() {
    Testimony testimony =
        Testimony.of(
            LIES,
            List.of(
                Records.finding("missing", "r2", "c"),
                Records.change("c", "diverged"),
                Records.finding("altered", "r1", "c"),
                Records.change("c", "ok")));
    assertThat(testimony.complaints(finding -> false)).isEmpty();
    assertThat(testimony.changes()).containsExactly("c diverged", "c ok");
  }

  @Test
  void findsALieThatIsOverlooked() {
    Testimony testimony = Testimony.of(LIES, List.of(Records.finding("altered", "r1", "c")));
    assertThat(testimony.complaints(finding -> false))
        .containsExactly("1 of 2 injected discrepancies were not found, such as missing/r2/c");
  }

  @Test
  void findsAReportOfWhatNobodyDid() {
    Testimony testimony =
        Testimony.of(
            LIES,
            List.of(
                Records.finding("altered", "r1", "c"),
                Records.finding("altered", "r1", "c"),
                Records.finding("missing", "r2", "c")));
    assertThat(testimony.complaints(finding -> false))
        .containsExactly(
            "1 discrepancies were reported that nobody injected, such as altered/r1/c");
  }

  @Test
  void doesNotTakeAnotherKindOrReplicaForIt() {
    Testimony testimony =
        Testimony.of(
            LIES,
            List.of(
                Records.finding("late-split", "r1", "c"),
                Records.finding("missing", "r2", "b", "c")));
    assertThat(testimony.overlooked()).isEqualTo(LIES);
    assertThat(testimony.unfounded()).containsExactly("late-split/r1/c", "missing/r2/b+c");
  }

  @Test
  void acceptsThatWhoIsAwayDeliversNothing() {
    Testimony testimony =
        Testimony.of(
            List.of(),
            List.of(
                Records.finding("missing", "r1", "c"),
                Records.finding("missing", "r1", "b"),
                Records.finding("missing", "r1", "b", "c"),
                Records.finding("altered", "r1", "c")));
    assertThat(testimony.unfounded().stream().filter(Testimony.missing("c").negate()))
        .containsExactly("missing/r1/b", "missing/r1/b+c", "altered/r1/c");
  }

  @Test
  void knowsTheTurnOfChanges() {
    Testimony testimony =
        new Testimony(List.of(), List.of(), List.of("a silent", "b active", "a ok", "b ok"));
    assertThat(testimony.changedInTurn("a silent", "a ok")).isTrue();
    assertThat(testimony.changedInTurn("a ok", "a silent")).isFalse();
    assertThat(testimony.changedInTurn("a silent", "a ok", "a active")).isFalse();
  }
}
