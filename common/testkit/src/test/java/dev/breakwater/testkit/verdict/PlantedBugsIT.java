package dev.breakwater.testkit.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.CarefulJob.Bug;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The verdict is honest: a job on a real broker, killed and restored, holds without a bug, and each
 * bug planted in it is found for what it is, through the reader that drills use.
 */
class PlantedBugsIT {

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final long EPOCH = CarefulJob.EPOCH;
  private static final Workload WORKLOAD =
      Workload.builder().seed(9).events(3_000).duplicates(0.1).malformed(0.05).build();

  @Test
  void holdsWithoutABugThoughTheJobIsKilled() {
    Verdict verdict = verdictOn(Bug.NONE);
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.line()).isEqualTo("lost=0 duplicated=0 altered=0 reordered=0");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void doesNotHoldWithAnyBug(Bug bug) {
    Verdict verdict = verdictOn(bug);
    assertThat(verdict.holds()).as("%s", verdict).isFalse();
    assertThat(found(verdict)).as("%s", verdict).isSubsetOf(findings(bug)).isNotEmpty();
    assertThat(verdict.count(mainFinding(bug))).as("%s", verdict).isPositive();
    if (bug == Bug.DROPS_A_TRANSACTION || bug == Bug.SHARES_ITS_TRANSACTIONAL_ID) {
      assertThat(verdict.lost()).as("all of one epoch").isBetween(EPOCH / 2, EPOCH);
    }
  }

  private static Verdict verdictOn(Bug bug) {
    String clean = KAFKA.newTopic("clean", 2);
    String dead = KAFKA.newTopic("dead", 1);
    try (CarefulJob job = new CarefulJob(KAFKA.bootstrapServers(), clean, dead, bug)) {
      job.run(WORKLOAD);
    }
    Reading reading = Reading.of(Reading.header("the_id")).withReason(Reading.header("reason"));
    Judge judge = new Judge(GroundTruth.of(WORKLOAD), reading, Order.perKey());
    TopicReader.readAll(KAFKA.bootstrapServers(), clean, DEADLINE).forEach(judge::clean);
    TopicReader.readAll(KAFKA.bootstrapServers(), dead, DEADLINE).forEach(judge::dead);
    return judge.verdict();
  }

  private static Finding mainFinding(Bug bug) {
    return switch (bug) {
      case DROPS_ONE_RECORD,
          DROPS_A_TRANSACTION,
          SHARES_ITS_TRANSACTIONAL_ID,
          RESTORES_A_LATER_POSITION ->
          Finding.LOST;
      case DOUBLES_ONE_RECORD,
          WRITES_AT_LEAST_ONCE,
          FORGETS_WHAT_IT_HAS_SEEN,
          RESTORES_AN_OLDER_POSITION ->
          Finding.DUPLICATED;
      case SWAPS_TWO_OF_A_KEY -> Finding.REORDERED;
      case CHANGES_ONE_BYTE -> Finding.ALTERED;
      case DROPS_ONE_DEAD_LETTER -> Finding.DEAD_LOST;
      case NONE -> throw new AssertionError("no bug, no finding");
    };
  }

  /**
   * Bugs of whole epochs hit dead letters as they hit events; and where an event is lost, its
   * duplicate may pass in its place, too late.
   */
  private static Set<Finding> findings(Bug bug) {
    return switch (mainFinding(bug)) {
      case LOST -> EnumSet.of(Finding.LOST, Finding.DEAD_LOST, Finding.REORDERED);
      case DUPLICATED -> EnumSet.of(Finding.DUPLICATED, Finding.DEAD_DUPLICATED);
      default -> EnumSet.of(mainFinding(bug));
    };
  }

  private static Set<Finding> found(Verdict verdict) {
    Map<Finding, Long> counts = new TreeMap<>(verdict.counts());
    counts.values().removeIf(count -> count == 0);
    return counts.keySet();
  }
}
