package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.judge.EnrichedPayload;
import dev.breakwater.scripts.rest.JobMetrics;
import dev.breakwater.testkit.service.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The service of enrich refuses connections for a minute. With the last answers and a default to
 * fall back on, the output must go on as before and the service be left alone; without, records
 * must wait and none be lost or overtaken.
 */
final class DependencyDownDrill implements Drill {

  private static final Duration DOWN = Duration.ofSeconds(60);
  private static final Duration HEALTHY = Duration.ofSeconds(20);

  private static final Duration METRICS = Duration.ofSeconds(3);

  private static final Duration REACTION = Duration.ofSeconds(30);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final double LEAST_THROUGHPUT = 0.9;
  private static final double MOST_CALLS = 0.01;
  private static final String THROUGHPUT = "throughput_ratio";
  private static final String CALLS = "calls_ratio";

  /** What happens to a record without an answer. */
  enum Fallback {
    /** The last answer, else a default. */
    ANSWER,
    /** It waits. */
    WAIT
  }

  private final Fallback fallback;

  DependencyDownDrill(Fallback fallback) {
    this.fallback = fallback;
  }

  @Override
  public String name() {
    return fallback == Fallback.WAIT ? "dependency-down-wait" : "dependency-down";
  }

  @Override
  public String summary() {
    return fallback == Fallback.WAIT
        ? "the service of enrich refuses connections for 60 s, records wait"
        : "the service of enrich refuses connections for 60 s, old answers and a default are used";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.ENRICH;
  }

  @Override
  public List<String> options() {
    List<String> options = new ArrayList<>(List.of("--lookup.cache.fresh-for", "0 s"));
    if (fallback == Fallback.WAIT) {
      options.addAll(List.of("--lookup.when-unavailable", "wait"));
    } else {
      options.addAll(List.of("--lookup.when-unavailable", "stale,default"));
      options.addAll(List.of("--lookup.default", EnrichedPayload.DEFAULT));
    }
    return options;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Breakers breakers = Breakers.of(stage);
    Pace healthy = Pace.over(stage, HEALTHY);
    long down = stage.fault("the service is down");
    stage.service().become(new Fault.Down());
    stage.figure("reaction_s", breakers.awaitOpened(down, REACTION));
    Pace open = Pace.over(stage, DOWN.minusMillis(System.currentTimeMillis() - down));
    long back = stage.fault("the service is back");
    stage.service().become(new Fault.None());
    stage.figure("recovery_s", breakers.awaitClosed(back, RECOVERY));
    stage.figure(THROUGHPUT, open.events() / healthy.events());
    stage.figure("healthy_calls_per_s", healthy.calls());
    stage.figure(CALLS, open.calls() / healthy.calls());
    stage.awaitOutputAfter(back, RECOVERY);
  }

  @Override
  public Duration longestGap() {
    return fallback == Fallback.WAIT ? DOWN.plus(RECOVERY) : Duration.ofSeconds(10);
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(CALLS) <= MOST_CALLS)) {
      all.add(said("the open breaker let %.3f of the usual calls through", observed.figure(CALLS)));
    }
    long made = observed.lookups("stale") + observed.lookups("default");
    if (fallback == Fallback.WAIT) {
      if (made > 0) {
        all.add("%d events did not wait for their answer".formatted(made));
      }
    } else {
      if (!(observed.figure(THROUGHPUT) >= LEAST_THROUGHPUT)) {
        all.add(said("the output went on at %.3f of its pace", observed.figure(THROUGHPUT)));
      }
      if (made == 0) {
        all.add("no event went on with an old answer or the default");
      }
    }
    return all;
  }

  @Override
  public List<String> alerts() {
    return fallback == Fallback.WAIT
        ? List.of("BreakerOpen", "LookupHolding")
        : List.of("BreakerOpen");
  }

  private static String said(String text, double figure) {
    return String.format(Locale.ROOT, text, figure);
  }

  /**
   * What was done in a while, by second.
   *
   * @param events that were committed
   * @param calls that were made, whatever became of them
   */
  private record Pace(double events, double calls) {

    static Pace over(Stage stage, Duration time) throws InterruptedException {
      JobMetrics metrics = new JobMetrics(stage.flink(), stage.job().id());
      double before = calls(metrics, stage);
      long from = System.currentTimeMillis();
      stage.pass(time.minus(METRICS.multipliedBy(2)));
      double calls = calls(metrics, stage) - before;
      long to = System.currentTimeMillis();
      double seconds = (to - from) / 1_000.0;
      return new Pace(stage.timeline().recordsBetween(from, to) / seconds, calls / seconds);
    }

    /** Asked once, Flink answers with what it knew when it was asked the last time. */
    private static double calls(JobMetrics metrics, Stage stage) throws InterruptedException {
      metrics.sum("calls");
      stage.pass(METRICS);
      return metrics.sum("calls");
    }
  }
}
