package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.rest.JobMetrics;
import dev.breakwater.testkit.service.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Of a hundred calls two take ten times as long as they may: the service is well enough, so the
 * breaker must leave it alone, and records must not be held up for longer than the deadline and a
 * retry.
 */
final class DependencySlowDrill implements Drill {

  private static final Duration LASTING = Duration.ofSeconds(30);
  private static final Duration LATENCY = Duration.ofSeconds(10);
  private static final double SHARE = 0.02;
  private static final String OPENED = "breaker_opened";
  private static final String TIMEOUTS = "timeouts";

  @Override
  public String name() {
    return "dependency-slow";
  }

  @Override
  public String summary() {
    return "2 % of the calls of enrich take 10 times the deadline, for 30 s";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.ENRICH;
  }

  @Override
  public List<String> options() {
    return List.of("--lookup.deadline", "1 s", "--lookup.cache.fresh-for", "1 s");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Breakers breakers = Breakers.of(stage);
    long from = stage.fault("2 % of the calls take 10 s");
    stage.service().become(new Fault.Partial(SHARE, new Fault.Slow(LATENCY)));
    stage.pass(LASTING);
    JobMetrics metrics = new JobMetrics(stage.flink(), stage.job().id());
    stage.figure(TIMEOUTS, metrics.sum("ending.timeout.calls"));
    stage.figure(OPENED, breakers.opened(from));
    stage.fault("all are quick again");
    stage.service().become(new Fault.None());
    stage.awaitOutput(Duration.ofMinutes(1));
  }

  @Override
  public Duration longestGap() {
    return Duration.ofSeconds(10);
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(OPENED) == 0)) {
      all.add("the breaker opened although nearly all calls were answered");
    }
    if (!(observed.figure(TIMEOUTS) > 0)) {
      all.add("no call was given up at its deadline");
    }
    return all;
  }
}
