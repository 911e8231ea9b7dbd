package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two of three replicas die at once: the third cannot be agreed with, so its results go out late,
 * flagged as unsettled, and must be the right ones all the same.
 */
final class ReplicasLostDrill implements Drill {

  private static final List<String> VICTIMS = List.of("a", "b");
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration AFTER = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "replicas-lost";
  }

  @Override
  public String summary() {
    return "kill -9 of the TaskManagers with two of three replicas, of which two must agree";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.REPLICAS;
  }

  @Override
  public List<String> options() {
    return List.of(
        "--quorum.mode",
        "quorum",
        "--quorum.deadline",
        DEADLINE.toSeconds() + " s",
        "--quorum.on-deadline",
        "emit");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    List<Member> workers = new ArrayList<>();
    for (String victim : VICTIMS) {
      workers.addAll(stage.workersOnlyOf(stage.replica(victim)));
    }
    stage.fault("kill -9 %s with replicas %s".formatted(workers, VICTIMS));
    workers.forEach(Member::kill);
    stage.pass(AFTER);
    stage.awaitOutput(Duration.ofMinutes(1));
  }

  @Override
  public List<String> alerts() {
    return List.of("ResultsUnsettled");
  }

  @Override
  public Duration longestGap() {
    return DEADLINE.plusSeconds(8);
  }

  @Override
  public boolean composable() {
    return false;
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    Testimony testimony = observed.testimony();
    all.addAll(
        testimony.complaints(
            Testimony.missing("a").or(Testimony.missing("b")).or(Testimony.missing("a+b"))));
    for (String victim : VICTIMS) {
      if (!testimony.changedInTurn(victim + " silent", victim + " ok")) {
        all.add("%s was not silent and then ok, but: %s".formatted(victim, testimony.changes()));
      }
    }
    return all;
  }
}
