package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.rest.JobMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events wait behind dead letters of their key that come back too late: their order is given up,
 * loudly, and it must be the only thing that is.
 */
final class OrderGivenUpDrill implements Drill {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration DOWN = Duration.ofSeconds(4);
  private static final Duration EXPIRED = Duration.ofSeconds(10);
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Duration REDRIVEN = Duration.ofMinutes(3);
  private static final String OVERTAKING = "overtaking";

  @Override
  public String name() {
    return "order-given-up";
  }

  @Override
  public String summary() {
    return "dead letters come back after quarantine.max-wait: order is given up, and only that";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.ENRICH;
  }

  @Override
  public List<String> options() {
    return List.of(
        "--lookup.when-unavailable",
        "divert",
        "--lookup.cache.fresh-for",
        "1 s",
        "--quarantine.enabled",
        "true",
        "--quarantine.max-wait",
        WAIT.toSeconds() + " s");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Breakers.outage(stage, DOWN, WITHIN);
    stage.pass(EXPIRED);
    RunTopics topics = stage.topics();
    JobUnderTest redrive =
        stage.start(
            JobSpec.redrive(
                topics, topics.enrichDead(), topics.cleanRetry(), "--redrive.rate", "0"));
    stage.fault("redrive");
    redrive.awaitFinished(REDRIVEN);
    stage.awaitOutput(WITHIN);
    stage.figure(OVERTAKING, overtaking(stage));
  }

  @Override
  public List<String> alerts() {
    return List.of("OrderGivenUp");
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(OVERTAKING) > 0)) {
      all.add("no event went on before one that it waited for");
    }
    return all;
  }

  private static double overtaking(Stage stage) {
    return new JobMetrics(stage.flink(), stage.job().id()).sum("recordsOvertaking");
  }
}
