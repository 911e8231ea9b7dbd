package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the drills with replicas complain of, and what not. */
class ReplicaDrillsTest {

  private static final List<String> NONE = List.of();
  private static final String MISSING = "missing/r1/c";

  @Test
  void aKilledReplicaMustNotBeSeenAndOnlyItMayBeMissing() {
    Drill drill = new ReplicaKillDrill(ReplicaKillDrill.Mode.QUORUM);
    assertThat(drill.complaints(seen(1.1, NONE, List.of("missing/r1/b"), NONE))).isEmpty();
    assertComplaint(drill, seen(5.5, NONE, NONE, NONE), "no committed output for 5.5 s");
    assertComplaint(drill, seen(1, NONE, List.of(MISSING), NONE), "1 discrepancies were reported");
  }

  @Test
  void theStandbyMustTakeOverAndGiveBack() {
    Drill drill = new ReplicaKillDrill(ReplicaKillDrill.Mode.PRIMARY);
    List<String> turn = List.of("a silent", "b active", "a ok", "a active");
    assertThat(drill.complaints(seen(4, NONE, NONE, turn))).isEmpty();
    assertComplaint(drill, seen(4, NONE, NONE, turn.subList(0, 3)), "b did not take over");
  }

  @Test
  void eachLieMustBeNamedAndTheLiarFencedOut() {
    Drill drill = new ReplicaLiesDrill();
    List<String> lies = List.of("altered/r1/c", "extra/r2/c");
    List<String> turn = List.of("c diverged", "c ok");
    assertThat(drill.complaints(seen(1, lies, lies, turn))).isEmpty();
    assertComplaint(
        drill, seen(1, lies, lies.subList(1, 2), turn), "1 of 2 injected discrepancies were not");
    assertComplaint(
        drill,
        seen(1, lies, List.of("altered/r1/c", "extra/r2/c", MISSING), turn),
        "1 discrepancies were reported that nobody injected");
    assertComplaint(drill, seen(1, NONE, NONE, turn), "c told no lie");
    assertComplaint(drill, seen(1, lies, lies, List.of("c diverged")), "c was not fenced out");
  }

  @Test
  void whoIsBehindMustBeSaidToBeAndCatchUp() {
    Drill lags = new ReplicaLagsDrill(Duration.ofSeconds(1));
    List<String> turn = List.of("c silent", "c lagging", "c ok");
    assertThat(lags.complaints(seen(1, NONE, List.of(MISSING), turn))).isEmpty();
    assertComplaint(lags, seen(1, NONE, NONE, List.of("c silent", "c ok")), "c was not silent");
    Drill restart = new ReplicaRestartDrill();
    assertThat(restart.complaints(seen(1, NONE, List.of(MISSING), turn))).isEmpty();
    assertComplaint(restart, seen(1, NONE, NONE, List.of("c lagging")), "c was not lagging and");
  }

  @Test
  void aCutOverMustBeSeamless() {
    Drill drill = new BlueGreenDrill();
    assertThat(drill.complaints(seen(20, NONE, NONE, NONE))).isEmpty();
    Measures measures = new Measures(20, 1, OptionalDouble.of(1));
    Observed slow = observed(measures, Map.of("cut_over_gap_s", 6.5), Testimony.NONE);
    assertComplaint(drill, slow, "the cut-over took the output away for 6.5 s");
    assertComplaint(drill, observed(measures, Map.of(), Testimony.NONE), "the cut-over took");
  }

  @Test
  void reconcileMustNotBlameReplicasForItsOwnDeath() {
    Drill drill = new ReconcileKillDrill();
    assertThat(drill.complaints(seen(8, NONE, NONE, NONE))).isEmpty();
    assertComplaint(drill, seen(8, NONE, List.of(MISSING), NONE), "1 discrepancies were reported");
  }

  private static void assertComplaint(Drill drill, Observed observed, String expected) {
    assertThat(drill.complaints(observed)).singleElement().asString().startsWith(expected);
  }

  private static Observed seen(
      double gap, List<String> injected, List<String> found, List<String> changes) {
    return observed(
        new Measures(gap, 1, OptionalDouble.of(1)),
        Map.of("cut_over_gap_s", 1.0),
        new Testimony(injected, found, changes));
  }

  private static Observed observed(
      Measures measures, Map<String, Double> figures, Testimony testimony) {
    return new Observed(
        new Timeline(Rounds.START),
        measures,
        Rounds.START,
        Rounds.START,
        figures,
        Map.of(),
        testimony,
        Books.NONE);
  }
}
