package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.replicas.ReplicaOptions;
import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A job under load is replaced by another version of it, which tells one measure more: the new one
 * is started beside the old one, catches up, and from a stated time of results on its results go
 * out; then the old one is retired. By the extra measure, each result says who made it.
 */
final class BlueGreenDrill implements Drill {

  private static final Duration CAUGHT_UP = Duration.ofMinutes(2);
  private static final Duration AHEAD = Duration.ofSeconds(25);
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Duration AROUND = Duration.ofSeconds(5);
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final String GAP = "cut_over_gap_s";
  private static final double LONGEST_CUT_OVER = 5;

  @Override
  public String name() {
    return "blue-green";
  }

  @Override
  public String summary() {
    return "another version of a job beside it, cut over at a stated time, the old one retired";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.SUCCESSION;
  }

  @Override
  public List<String> options() {
    List<String> options = new ArrayList<>(ReplicaOptions.acrossVersions());
    options.addAll(List.of("--quorum.mode", "blue-green"));
    options.addAll(List.of("--quorum.cut-over-at", "2100-01-01T00:00:00Z"));
    return options;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    long started = stage.fault("version b is started");
    stage.start(JobSpec.aggregate(stage.topics(), "b").with(ReplicaOptions.secondVersion()));
    try (ReplicaOutput green = new ReplicaOutput(stage, "b")) {
      green.awaitFresh(started, CAUGHT_UP);
    }
    Instant at = cutOver(stage);
    stage.awaitOutputAfter(at.toEpochMilli() + AROUND.toMillis(), WITHIN);
    long end = at.plus(AROUND).toEpochMilli();
    stage.figure(GAP, stage.timeline().longestGapMillis(at.toEpochMilli(), end) / 1_000.0);
    stage.fault("version a is retired");
    stage.replica("a").cancel();
    stage.pass(AFTER);
    stage.awaitOutput(WITHIN);
  }

  /** Reconcile is started again for it, which takes as long as its client. */
  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean composable() {
    return false;
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    // Of the new one before it had caught up, and of the old one when it was retired.
    all.addAll(observed.testimony().complaints(Testimony.missing("a").or(Testimony.missing("b"))));
    if (!(observed.figure(GAP) <= LONGEST_CUT_OVER)) {
      all.add("the cut-over took the output away for %.1f s".formatted(observed.figure(GAP)));
    }
    return all;
  }

  /** States the time from which on results are those of the second version, and returns it. */
  private static Instant cutOver(Stage stage) throws InterruptedException {
    stage.fault("reconcile is told when to cut over");
    String savepoint = stage.job().stopWithSavepoint();
    Instant at = Instant.ofEpochMilli(System.currentTimeMillis() + AHEAD.toMillis());
    stage.flights().secondVersionFrom(at.toEpochMilli());
    stage.job().startFrom(savepoint, List.of("--quorum.cut-over-at", at.toString()));
    stage.awaitOutput(WITHIN);
    if (System.currentTimeMillis() > at.toEpochMilli()) {
      throw new DrillException("reconcile was not back before the cut-over at " + at);
    }
    stage.note("cut-over at " + at);
    return at;
  }
}
