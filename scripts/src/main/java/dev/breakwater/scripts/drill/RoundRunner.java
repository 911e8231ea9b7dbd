package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.ClusterException;
import dev.breakwater.scripts.drill.measure.Arrival;
import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Probe;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.testkit.process.ServerFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Runs a drill once: load, calm, damage, recovery, verdict; and leaves the cluster whole. */
final class RoundRunner {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration CALM = Duration.ofSeconds(6);
  private static final Duration UNREST = Duration.ofMinutes(1);
  private static final Duration RECOVERY = Duration.ofMinutes(2);
  private static final Duration AFTER = Duration.ofSeconds(6);
  private static final Duration WHOLE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 100;

  /** Behind the cluster's first port; no process of it has this one. */
  private static final int SERVICE_PORT = 5;

  private final Ground ground;
  private final int rate;

  RoundRunner(Ground ground, int rate) {
    this.ground = ground;
    this.rate = rate;
  }

  /** A round before its curtain rises. */
  private record Billing(Drill drill, long seed, int number, RunTopics topics) {}

  private record Scene(
      Stage stage, JobWatch watch, Probe probe, Traffic traffic, List<String> complaints) {}

  /**
   * Runs it.
   *
   * @throws DrillException when no verdict can be given
   */
  Round run(Drill drill, long seed, int number) throws InterruptedException {
    ground.awaitWhole(WHOLE);
    RunTopics topics = RunTopics.of(drill.name(), number, System.currentTimeMillis());
    List<String> outputs = drill.pipeline().outputs(topics);
    ground.kafka().createTopics(topics.in(), outputs);
    int port = ground.cluster().plan().basePort() + SERVICE_PORT;
    try (Partners partners = Partners.start(drill, topics, port)) {
      return run(new Billing(drill, seed, number, topics), partners);
    } finally {
      ground.awaitWhole(WHOLE);
      ground.kafka().deleteTopics(topics.in(), outputs);
    }
  }

  private Round run(Billing billing, Partners partners) throws InterruptedException {
    Drill drill = billing.drill();
    RunTopics topics = billing.topics();
    RunningJobs jobs = new RunningJobs(ground, drill.pipeline().jobs(topics, partners), drill);
    Timeline timeline = new Timeline(System.currentTimeMillis());
    String bootstrap = ground.cluster().bootstrapServers();
    try (Traffic traffic = drill.pipeline().traffic(topics, partners);
        JobWatch watch = new JobWatch(ground.flink(), jobs.underTest().instance(), timeline);
        AlertWatch alerts = AlertWatch.start(ground, drill, topics.instance());
        Probe probe = probe(bootstrap, traffic, timeline)) {
      watch.start();
      jobs.start();
      Waiting.until("completed checkpoint", START, () -> watch.checkpoints() > 0);
      traffic.start(bootstrap, rate, billing.seed());
      awaitCalm(timeline, drill.fresh().toMillis());
      alerts.begin();
      Stage.Props props = new Stage.Props(topics, jobs, traffic, timeline, drill.fresh(), partners);
      Stage stage = new Stage(ground, props, billing.seed());
      List<String> complaints = new ArrayList<>();
      damage(drill, stage, complaints);
      awaitRecovery(timeline);
      alerts.judge(stage, firstFault(timeline), complaints);
      return judge(billing, new Scene(stage, watch, probe, traffic, complaints));
    } finally {
      jobs.end();
    }
  }

  private static Probe probe(String bootstrap, Traffic traffic, Timeline timeline) {
    return Probe.start(bootstrap, traffic.events(), traffic.dead(), traffic::dueMillis, timeline);
  }

  /** Until output has flowed steadily for a while, or, on a busy machine, for a bounded time. */
  private void awaitCalm(Timeline timeline, long fresh) throws InterruptedException {
    Waiting.until("committed output", START, () -> timeline.lastArrivalMillis() > 0);
    long deadline = System.nanoTime() + UNREST.toNanos();
    while (!calm(timeline, fresh)) {
      if (System.nanoTime() - deadline > 0) {
        ground.say().line("    the output is not calm after %d s".formatted(UNREST.toSeconds()));
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static boolean calm(Timeline timeline, long fresh) {
    long since = System.currentTimeMillis() - CALM.toMillis();
    List<Arrival> arrivals = timeline.arrivals();
    return arrivals.get(0).atMillis() < since
        && arrivals.stream()
            .filter(arrival -> arrival.atMillis() >= since)
            .allMatch(arrival -> arrival.worstLatencyMillis() < fresh);
  }

  private void damage(Drill drill, Stage stage, List<String> complaints)
      throws InterruptedException {
    try {
      drill.run(stage);
    } catch (DrillException | FlinkRestException | ClusterException | ServerFailedException e) {
      complaints.add(String.valueOf(e.getMessage()));
      ground.say().line("    " + e.getMessage());
    }
  }

  /** Until what comes out is fresh again and stays so, or for a bounded time. */
  private static void awaitRecovery(Timeline timeline) throws InterruptedException {
    long fault = firstFault(timeline);
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    do {
      while (System.nanoTime() < deadline && !fresh(timeline, fault)) {
        Thread.sleep(LOOK_MILLIS);
      }
      // What comes back to the cluster now may be felt once more.
      Thread.sleep(AFTER.toMillis());
    } while (System.nanoTime() < deadline && !fresh(timeline, fault));
  }

  private static boolean fresh(Timeline timeline, long fault) {
    return Measures.of(timeline.arrivals(), fault, System.currentTimeMillis())
        .catchUp()
        .isPresent();
  }

  private Round judge(Billing billing, Scene scene) throws InterruptedException {
    Stage stage = scene.stage();
    Timeline timeline = stage.timeline();
    long fault = firstFault(timeline);
    long end = System.currentTimeMillis();
    OptionalDouble detection = scene.watch().detection(fault);
    scene.probe().requireHealthy();
    Outcome outcome = scene.traffic().finish();
    Measures measures = Measures.of(timeline.arrivals(), fault, end);
    Observed observed =
        new Observed(
            timeline,
            measures,
            fault,
            end,
            figures(billing.drill(), stage, outcome),
            outcome.lookups(),
            outcome.testimony(),
            outcome.books());
    List<String> complaints = new ArrayList<>(scene.complaints());
    // Flink's defaults are measured to compare with; how long they may stand is not for us to say.
    if (!ground.configuration().equals(Campaign.DEFAULTS)) {
      complaints.addAll(billing.drill().complaints(observed));
    }
    complaints.addAll(outcome.complaints());
    return new Round(
        billing.drill().name(),
        ground.configuration(),
        billing.seed(),
        billing.number(),
        detection,
        scene.traffic().acknowledged(),
        outcome.verdict(),
        billing.drill().inflicts(),
        observed,
        complaints);
  }

  /** The drill's own, what was driven back, and how much of what was done to replicas was found. */
  private static Map<String, Double> figures(Drill drill, Stage stage, Outcome outcome) {
    Map<String, Double> all = new LinkedHashMap<>(stage.figures());
    if (outcome.redriven() > 0) {
      all.put(Observed.REDRIVEN, (double) outcome.redriven());
    }
    Testimony testimony = outcome.testimony();
    if (drill.pipeline().hasReplicas()) {
      int injected = testimony.injected().size();
      all.put("lies_injected", (double) injected);
      all.put("lies_found", (double) injected - testimony.overlooked().size());
      all.put("other_findings", (double) testimony.unfounded().size());
    }
    if (drill.pipeline().isAudited()) {
      all.putAll(outcome.books().figures(firstFault(stage.timeline())));
    }
    return all;
  }

  private static long firstFault(Timeline timeline) {
    return timeline.marks().isEmpty()
        ? System.currentTimeMillis()
        : timeline.marks().get(0).atMillis();
  }
}
