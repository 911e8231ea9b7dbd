package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.audit.Account;
import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Side;
import dev.breakwater.operators.audit.Sum;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.testkit.verdict.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the drills of the audit complain of, and what not. */
class AuditDrillsTest {

  private static final String CLEAN = "flights.clean.x";
  private static final Map<Finding, Long> NOTHING = Map.of();
  private static final Verdict FIRST = said(CLEAN, 0, Ruling.BALANCED, 10, 1, 1);

  @Test
  void asManyAsTheLastReaderHasFoundLostMustBeMissing() {
    Drill drill = AuditTamperingDrill.lostRecord();
    Map<Finding, Long> lost = Map.of(Finding.LOST, 1L);
    assertThat(drill.complaints(seen(lost, missing(1)))).isEmpty();
    assertComplaint(drill, seen(lost), "the audit says missing 0, the last reader 1");
    assertComplaint(drill, seen(lost, missing(2)), "the audit says missing 2, the last reader 1");
    Verdict elsewhere = said("flights.in.x", 1, Ruling.MISSING, 9, 1, 5);
    assertThat(drill.complaints(seen(lost, elsewhere))).first().asString().contains("also says");
    assertThat(new AuditLostTransactionDrill().complaints(seen(lost, missing(1)))).isEmpty();
  }

  @Test
  void oneTooManyMustBeCounted() {
    Drill drill = AuditTamperingDrill.duplicate();
    Map<Finding, Long> doubled = Map.of(Finding.DUPLICATED, 1L);
    Verdict surplus = said(CLEAN, 1, Ruling.SURPLUS, 11, 1, 5);
    assertThat(drill.complaints(seen(doubled, surplus))).isEmpty();
    assertComplaint(drill, seen(doubled), "the audit says surplus 0, the last reader 1");
  }

  @Test
  void oneBucketMustBeAlteredWhereCountsAgree() {
    for (Drill drill : List.of(AuditTamperingDrill.swap(), AuditTamperingDrill.altered())) {
      Verdict altered = said(CLEAN, 1, Ruling.ALTERED, 10, 1, 5);
      assertThat(drill.complaints(seen(NOTHING, altered))).isEmpty();
      assertComplaint(drill, seen(NOTHING), "the audit names 0 buckets, 1 was altered");
      assertComplaint(drill, seen(NOTHING, missing(1)), "the audit also says topic|" + CLEAN);
    }
  }

  @Test
  void whatIsMissedWhileAJobStandsMustBeFoundAgain() {
    for (Drill drill : List.of(new AuditStoppedJobDrill(), new AuditStuckPartitionDrill())) {
      Verdict revised = said(CLEAN, 1, Ruling.BALANCED, 10, 2, 9);
      assertThat(drill.complaints(seen(NOTHING, missing(4), revised))).isEmpty();
      assertComplaint(drill, seen(NOTHING, missing(4)), "not revised: topic|" + CLEAN);
      assertComplaint(drill, seen(NOTHING, revised), "the audit has missed nothing");
    }
  }

  @Test
  void whereNothingIsLostNothingMustBeMissedAtAnyTime() {
    for (Drill drill : List.of(new AuditQuietDrill(Duration.ofMinutes(1)), new AuditDownDrill())) {
      Verdict revised = said(CLEAN, 1, Ruling.BALANCED, 10, 2, 9);
      assertThat(drill.complaints(seen(NOTHING, revised))).isEmpty();
      assertComplaint(drill, seen(NOTHING, missing(4), revised), "1 false alarms: topic|" + CLEAN);
    }
  }

  @Test
  void anAlarmBeforeTheDamageIsAFalseOne() {
    Verdict early = said(CLEAN, 1, Ruling.MISSING, 9, 1, -5);
    assertThat(AuditTamperingDrill.lostRecord().complaints(seen(Map.of(Finding.LOST, 1L), early)))
        .singleElement()
        .asString()
        .startsWith("false alarm before the damage");
  }

  @Test
  void anAuditThatBalancesNothingHasSeenNothing() {
    Drill drill = new AuditQuietDrill(Duration.ofMinutes(1));
    Observed blind = observed(new Books(List.of(), records(NOTHING)));
    assertComplaint(drill, blind, "the audit has found nothing balanced");
  }

  private static void assertComplaint(Drill drill, Observed observed, String expected) {
    assertThat(drill.complaints(observed)).anyMatch(complaint -> complaint.startsWith(expected));
  }

  private static Verdict missing(int count) {
    return said(CLEAN, 1, Ruling.MISSING, 10 - count, 1, 5);
  }

  /** Ten on the first side; said so many seconds after the damage. */
  private static Verdict said(
      String topic, int bucket, Ruling ruling, int found, int revision, int seconds) {
    return new Verdict(
        new Account(Equation.TOPIC, topic, "enrich"),
        bucket * 3_600_000L,
        3_600_000,
        ruling,
        new Side(new Sum(10, 1), new TreeMap<>()),
        new Side(new Sum(found, 1), new TreeMap<>()),
        revision,
        Rounds.START + seconds * 1_000L);
  }

  private static Observed seen(Map<Finding, Long> found, Verdict... said) {
    return observed(
        new Books(Stream.concat(Stream.of(FIRST), Stream.of(said)).toList(), records(found)));
  }

  private static dev.breakwater.testkit.verdict.Verdict records(Map<Finding, Long> found) {
    return new dev.breakwater.testkit.verdict.Verdict(
        10, 10, Map.of(), Map.of(), found, Map.of(), false);
  }

  private static Observed observed(Books books) {
    return new Observed(
        new Timeline(Rounds.START),
        new Measures(1, 1, OptionalDouble.of(1)),
        Rounds.START,
        Rounds.START,
        Map.of(),
        Map.of(),
        Testimony.NONE,
        books);
  }
}
