package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the drills with a service, a redrive or a bad deploy complain of, and what not. */
class DependencyDrillsTest {

  private static final Map<String, Double> LEFT_ALONE =
      Map.of("throughput_ratio", 0.97, "calls_ratio", 0.004);

  private final Drill down = new DependencyDownDrill(DependencyDownDrill.Fallback.ANSWER);
  private final Drill waiting = new DependencyDownDrill(DependencyDownDrill.Fallback.WAIT);

  @Test
  void anOutageWithOldAnswersMustNotSlowTheOutputOrReachTheService() {
    assertThat(down.complaints(seen(LEFT_ALONE, Map.of("stale", 9L)))).isEmpty();
    assertThat(down.complaints(seen(LEFT_ALONE, Map.of("default", 9L)))).isEmpty();
    assertComplaint(down, LEFT_ALONE, Map.of("fresh", 9L), "no event went on with an old answer");
    assertComplaint(
        down,
        Map.of("throughput_ratio", 0.89, "calls_ratio", 0.0),
        Map.of("stale", 9L),
        "the output went on at 0.890 of its pace");
    assertComplaint(
        down,
        Map.of("throughput_ratio", 1.0, "calls_ratio", 0.02),
        Map.of("stale", 9L),
        "the open breaker let 0.020 of the usual calls through");
  }

  @Test
  void anOutageWithoutOldAnswersMustHoldEveryEvent() {
    Map<String, Double> stopped = Map.of("throughput_ratio", 0.0, "calls_ratio", 0.004);
    assertThat(waiting.complaints(seen(stopped, Map.of("fresh", 9L, "cached", 9L)))).isEmpty();
    assertComplaint(waiting, stopped, Map.of("stale", 2L, "default", 1L), "3 events did not wait");
  }

  @Test
  void whatWasNotMeasuredIsNotWell() {
    assertThat(down.complaints(seen(Map.of(), Map.of("stale", 9L)))).hasSize(2);
    assertThat(waiting.complaints(seen(Map.of(), Map.of()))).hasSize(1);
    assertThat(new DependencySlowDrill().complaints(seen(Map.of(), Map.of()))).hasSize(2);
    assertThat(new DependencyFlappingDrill().complaints(seen(Map.of(), Map.of()))).hasSize(1);
    assertThat(new RedriveInterruptedDrill().complaints(seen(Map.of(), Map.of()))).hasSize(2);
    assertThat(new BadDeployDrill().complaints(seen(Map.of(), Map.of()))).hasSize(3);
  }

  @Test
  void aServiceThatIsSlowNowAndThenMustBeAskedOn() {
    Drill slow = new DependencySlowDrill();
    assertThat(slow.complaints(seen(Map.of("timeouts", 40.0, "breaker_opened", 0.0), Map.of())))
        .isEmpty();
    assertComplaint(
        slow,
        Map.of("timeouts", 40.0, "breaker_opened", 1.0),
        Map.of(),
        "the breaker opened although");
    assertComplaint(
        slow, Map.of("timeouts", 0.0, "breaker_opened", 0.0), Map.of(), "no call was given up");
  }

  @Test
  void aBadDeployMustBeStoppedByTheBudget() {
    Drill bad = new BadDeployDrill();
    assertThat(bad.complaints(seen(deploy(2_500, 40_000, 2_490), Map.of()))).isEmpty();
    assertComplaint(bad, deploy(25_000, 40_000, 24_900), Map.of(), "the budget let more than half");
    assertComplaint(bad, deploy(0, 40_000, 1), Map.of(), "the bad configuration made no dead");
    assertComplaint(bad, deploy(2_500, 40_000, 0), Map.of(), "no dead letter was driven back");
  }

  @Test
  void anInterruptedRedriveMustHaveHadAMiddle() {
    Drill interrupted = new RedriveInterruptedDrill();
    assertThat(interrupted.complaints(seen(deploy(6_900, 0, 6_800), Map.of()))).isEmpty();
    assertComplaint(interrupted, deploy(900, 0, 6_800), Map.of(), "there were not enough");
    assertComplaint(interrupted, deploy(6_900, 0, 900), Map.of(), "not even the first half");
  }

  @Test
  void aRedriveThatHoldsMustSendNothing() {
    Drill held = new RedriveHeldDrill();
    Map<String, Double> seen = Map.of("sent_while_held", 0.0, Observed.REDRIVEN, 900.0);
    assertThat(held.complaints(seen(seen, Map.of()))).isEmpty();
    Map<String, Double> early = Map.of("sent_while_held", 3.0, Observed.REDRIVEN, 900.0);
    assertComplaint(held, early, Map.of(), "the redrive sent to a target");
    Map<String, Double> none = Map.of("sent_while_held", 0.0, Observed.REDRIVEN, 0.0);
    assertComplaint(held, none, Map.of(), "no dead letter was driven back");
  }

  @Test
  void anOrderThatIsGivenUpMustHaveBeenOne() {
    Drill givenUp = new OrderGivenUpDrill();
    assertThat(givenUp.complaints(seen(Map.of("overtaking", 7.0), Map.of()))).isEmpty();
    assertComplaint(givenUp, Map.of("overtaking", 0.0), Map.of(), "no event went on before one");
  }

  @Test
  void runOnMoreThanIngest() {
    assertThat(new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30)).all())
        .filteredOn(drill -> drill.pipeline() != Pipeline.INGEST)
        .extracting(Drill::name)
        .containsExactly(
            "dependency-down",
            "dependency-down-wait",
            "dependency-slow",
            "dependency-flapping",
            "dependency-garbage",
            "redrive-interrupted",
            "redrive-held",
            "order-given-up",
            "bad-deploy",
            "replica-kill-first",
            "replica-kill-quorum",
            "replica-kill-primary",
            "replicas-lost",
            "replica-lies",
            "replica-lags",
            "replica-restart",
            "blue-green",
            "reconcile-kill",
            "audit-lost-transaction",
            "audit-lost-record",
            "audit-duplicate",
            "audit-swap",
            "audit-altered",
            "audit-stopped-job",
            "audit-stuck-partition",
            "audit-down",
            "audit-quiet",
            "rabbitmq-kill",
            "rabbitmq-cut",
            "rabbitmq-source-kill",
            "rabbitmq-stream-kill",
            "rabbitmq-stream-source-kill",
            "pulsar-kill",
            "pulsar-source-kill");
  }

  private static Map<String, Double> deploy(double letters, double sent, double redriven) {
    return Map.of("dead_letter_offsets", letters, "sent_meanwhile", sent, "redriven", redriven);
  }

  private static void assertComplaint(
      Drill drill, Map<String, Double> figures, Map<String, Long> lookups, String expected) {
    List<String> complaints = drill.complaints(seen(figures, lookups));
    assertThat(complaints).singleElement().asString().startsWith(expected);
  }

  private static Observed seen(Map<String, Double> figures, Map<String, Long> lookups) {
    Measures measures = new Measures(1, 1, OptionalDouble.of(1));
    return new Observed(
        new Timeline(Rounds.START), measures, Rounds.START, Rounds.START, figures, lookups);
  }
}
