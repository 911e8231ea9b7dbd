package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of three replicas stops for a while and comes back from its savepoint, too slow to catch up:
 * it must be reported as silent, then as lagging, and not count until it has caught up.
 */
final class ReplicaLagsDrill implements Drill {

  private static final String LAGGARD = "c";
  private static final Duration AFTER = Duration.ofSeconds(5);

  private final Duration behind;

  /**
   * @param behind how long it is away
   */
  ReplicaLagsDrill(Duration behind) {
    this.behind = behind;
  }

  @Override
  public String name() {
    return "replica-lags";
  }

  @Override
  public String summary() {
    return "one of three replicas is stopped for --behind seconds, and then slow";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.REPLICAS;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    JobUnderTest replica = stage.replica(LAGGARD);
    stage.fault("replica c is stopped");
    String savepoint = replica.stopWithSavepoint();
    stage.pass(behind);
    new SlowReplica(stage, replica).start(more -> replica.startFrom(savepoint, more));
    stage.pass(AFTER);
  }

  @Override
  public List<String> alerts() {
    return List.of("ReplicaSilent", "ReplicaLagging", "EventTimeLag", "WatermarkLag");
  }

  @Override
  public Duration longestGap() {
    return Duration.ofSeconds(5);
  }

  @Override
  public boolean composable() {
    return false;
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    Testimony testimony = observed.testimony();
    all.addAll(testimony.complaints(Testimony.missing(LAGGARD)));
    if (!testimony.changedInTurn("c silent", "c lagging", "c ok")) {
      all.add("c was not silent, lagging and ok in turn, but: " + testimony.changes());
    }
    return all;
  }
}
