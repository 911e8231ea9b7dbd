package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of three replicas is thrown away with its state and started from scratch: it tells everything
 * once more, which must not come out again, and counts only when it has caught up.
 */
final class ReplicaRestartDrill implements Drill {

  private static final String RESTARTED = "c";
  private static final Duration BEFORE = Duration.ofSeconds(15);
  private static final Duration AFTER = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "replica-restart";
  }

  @Override
  public String summary() {
    return "one of three replicas is cancelled and started without state";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.REPLICAS;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.pass(BEFORE);
    JobUnderTest replica = stage.replica(RESTARTED);
    stage.fault("replica c is cancelled");
    replica.cancel();
    new SlowReplica(stage, replica).start(replica::start);
    stage.pass(AFTER);
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
    all.addAll(testimony.complaints(Testimony.missing(RESTARTED)));
    if (!testimony.changedInTurn("c lagging", "c ok")) {
      all.add("c was not lagging and then ok, but: " + testimony.changes());
    }
    return all;
  }
}
