package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * kill -9 hits the TaskManager of reconcile and no replica: it has a failover of its own, after
 * which every result is there once and nothing is said against the replicas.
 */
final class ReconcileKillDrill implements Drill {

  @Override
  public String name() {
    return "reconcile-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of the TaskManager with reconcile";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.REPLICAS;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    List<Member> workers = stage.workersOnlyOf(stage.job());
    long killed = stage.fault("kill -9 %s with reconcile".formatted(workers));
    workers.forEach(Member::kill);
    stage.awaitOutputAfter(killed, Duration.ofMinutes(1));
  }

  @Override
  public boolean composable() {
    return false;
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    all.addAll(observed.testimony().complaints(finding -> false));
    return all;
  }
}
