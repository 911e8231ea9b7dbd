package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * kill -9 hits the TaskManager that carries one replica and nothing else: the results must go on
 * from the others. What the killed one itself shows meanwhile is the failover of a job alone.
 */
final class ReplicaKillDrill implements Drill {

  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration BACK = Duration.ofMinutes(1);
  private static final Duration AFTER = Duration.ofSeconds(5);

  /** An attempt that has not noticed its end may still have something on its way. */
  private static final long ON_ITS_WAY_MILLIS = 1_000;

  /** Whose copy of a result goes out. */
  enum Mode {
    FIRST("first", "b"),
    QUORUM("quorum", "b"),
    PRIMARY("primary", "a");

    private final String option;
    private final String victim;

    Mode(String option, String victim) {
      this.option = option;
      this.victim = victim;
    }
  }

  private final Mode mode;

  ReplicaKillDrill(Mode mode) {
    this.mode = mode;
  }

  @Override
  public String name() {
    return "replica-kill-" + mode.option;
  }

  @Override
  public String summary() {
    return "kill -9 of the TaskManager with one of three replicas, reconciled by " + mode.option;
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.REPLICAS;
  }

  @Override
  public List<String> options() {
    return List.of("--quorum.mode", mode.option);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    try (ReplicaOutput own = new ReplicaOutput(stage, mode.victim)) {
      own.awaitFresh(0, BACK);
      stage.pass(BEFORE);
      List<Member> workers = stage.workersOnlyOf(stage.replica(mode.victim));
      long now = System.currentTimeMillis();
      long usual = stage.timeline().longestGapMillis(now - BEFORE.toMillis(), now);
      stage.figure("usual_gap_s", usual / 1_000.0);
      long killed = stage.fault("kill -9 %s with replica %s".formatted(workers, mode.victim));
      workers.forEach(Member::kill);
      own.awaitFresh(killed + ON_ITS_WAY_MILLIS, BACK);
      stage.figure("replica_gap_s", own.gapSince(killed));
      stage.pass(AFTER);
    }
  }

  @Override
  public List<String> alerts() {
    return List.of("ReplicaSilent");
  }

  /** The standby waits until the primary has been silent for 2 s. */
  @Override
  public Duration longestGap() {
    return mode == Mode.PRIMARY ? Duration.ofSeconds(10) : Duration.ofSeconds(5);
  }

  @Override
  public boolean composable() {
    return false;
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    Testimony testimony = observed.testimony();
    all.addAll(testimony.complaints(Testimony.missing(mode.victim)));
    if (mode == Mode.PRIMARY
        && !testimony.changedInTurn("a silent", "b active", "a ok", "a active")) {
      all.add("b did not take over and give back, but: " + testimony.changes());
    }
    return all;
  }
}
