package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.replicas.Lies;
import dev.breakwater.scripts.replicas.LyingRelay;
import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of three replicas lies: by a relay between it and reconcile that changes, holds back, invents
 * and contradicts results, now and then and then, for some windows, always. Each lie must be named,
 * none may come out.
 */
final class ReplicaLiesDrill implements Drill {

  private static final Duration NOW_AND_THEN = Duration.ofSeconds(20);
  private static final Duration ALWAYS = Duration.ofSeconds(6);
  private static final Duration HONEST = Duration.ofSeconds(8);

  @Override
  public String name() {
    return "replica-lies";
  }

  @Override
  public String summary() {
    return "one of three replicas alters, withholds, invents and contradicts results";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.RELAYED;
  }

  @Override
  public List<String> options() {
    return List.of("--quorum.on-deadline", "hold");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    LyingRelay relay = stage.flights().relay();
    stage.fault("c lies now and then");
    relay.become(Lies.Manner.NOW_AND_THEN);
    stage.pass(NOW_AND_THEN);
    stage.fault("c lies always");
    relay.become(Lies.Manner.ALWAYS);
    stage.pass(ALWAYS);
    stage.fault("c is honest again");
    relay.become(Lies.Manner.HONEST);
    stage.pass(HONEST);
  }

  @Override
  public List<String> alerts() {
    return List.of("ReplicaDiverging", "ReplicaFenced");
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
    all.addAll(testimony.complaints(finding -> false));
    if (testimony.injected().isEmpty()) {
      all.add("c told no lie");
    }
    if (!testimony.changedInTurn("c diverged", "c ok")) {
      all.add("c was not fenced out and let in again, but: " + testimony.changes());
    }
    return all;
  }
}
