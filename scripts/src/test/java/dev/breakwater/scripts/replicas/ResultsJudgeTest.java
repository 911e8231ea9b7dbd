package dev.breakwater.scripts.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A judge of results finds each fault that is planted, and nothing else. */
class ResultsJudgeTest {

  private final ResultsJudge judge =
      new ResultsJudge(Map.of("one", "{1}", "two", "{2}"), Set.of("0@7"));

  @Test
  void holdsWhenEachIsThereOnceAndEachReplicaRefusesWhatIsLate() {
    sound();
    judge.late(Records.letter("late", 0, 7));
    Verdict verdict = judge.verdict();
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(judge.missing()).isZero();
    assertThat(verdict.cleanExpected()).isEqualTo(2);
  }

  @Test
  void findsADroppedResult() {
    judge.result(Records.result("one", "{1}"));
    judge.late(Records.letter("late", 0, 7));
    assertThat(judge.missing()).isEqualTo(1);
    assertOnly(Finding.LOST, "id two");
  }

  @Test
  void findsADoubledResult() {
    sound();
    judge.result(Records.result("two", "{2}"));
    assertOnly(Finding.DUPLICATED, "id two");
  }

  @Test
  void findsAnAlteredResult() {
    judge.result(Records.result("one", "{1}"));
    judge.result(Records.result("two", "{3}"));
    judge.late(Records.letter("late", 0, 7));
    assertOnly(Finding.ALTERED, "{3}, which must be {2}");
  }

  @Test
  void findsAnInventedResult() {
    sound();
    judge.result(Records.result("three", "{3}"));
    assertOnly(Finding.UNEXPECTED, "id three");
  }

  @Test
  void findsALateFlightThatIsNoDeadLetter() {
    judge.result(Records.result("one", "{1}"));
    judge.result(Records.result("two", "{2}"));
    assertOnly(Finding.DEAD_LOST, "late, of the flight at 0@7");
  }

  @Test
  void findsDeadLettersThatMustNotBe() {
    sound();
    judge.late(Records.letter("late", 1, 7));
    judge.late(Records.letter("poison", 0, 7));
    judge.dead(Records.letter("invalid", 0, 0));
    assertThat(judge.verdict().count(Finding.DEAD_UNEXPECTED)).isEqualTo(3);
  }

  private void sound() {
    judge.result(Records.result("one", "{1}"));
    judge.result(Records.result("two", "{2}"));
    judge.late(Records.letter("late", 0, 7));
  }

  private void assertOnly(Finding finding, String example) {
    Verdict verdict = judge.verdict();
    assertThat(verdict.counts()).containsOnly(Map.entry(finding, 1L));
    assertThat(verdict.examples(finding)).containsExactly(example);
    assertThat(verdict.holds()).isFalse();
  }
}
