package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.JobMetrics;
import dev.breakwater.testkit.service.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Dead letters of an outage are driven back while it still lasts: the redrive must see that its
 * target is not well, hold everything, and send each once when it is.
 */
final class RedriveHeldDrill implements Drill {

  private static final Duration DOWN = Duration.ofSeconds(10);
  private static final Duration HELD = Duration.ofSeconds(15);
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Duration REDRIVEN = Duration.ofMinutes(3);
  private static final String EARLY = "sent_while_held";

  @Override
  public String name() {
    return "redrive-held";
  }

  @Override
  public String summary() {
    return "an outage is dead-lettered and driven back before its end: the redrive must hold";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.ENRICH;
  }

  @Override
  public List<String> options() {
    return List.of("--lookup.when-unavailable", "divert", "--lookup.cache.fresh-for", "1 s");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Breakers breakers = Breakers.of(stage);
    long down = stage.fault("the service is down");
    stage.service().become(new Fault.Down());
    breakers.awaitOpened(down, WITHIN);
    stage.pass(DOWN);
    JobUnderTest redrive = startRedrive(stage);
    Waiting.until("hold of the redrive", WITHIN, () -> holds(stage, redrive));
    stage.pass(HELD);
    stage.figure(EARLY, stage.kafka().committed(stage.topics().cleanRetry()));
    long back = stage.fault("the service is back");
    stage.service().become(new Fault.None());
    breakers.awaitClosed(back, WITHIN);
    redrive.awaitFinished(REDRIVEN);
    // It took what was there at its start; the outage went on after that.
    startRedrive(stage).awaitFinished(REDRIVEN);
    stage.awaitOutput(WITHIN);
  }

  @Override
  public List<String> alerts() {
    return List.of("RedriveHeld");
  }

  /** What is looked up from the start of the outage on is a dead letter until it is driven back. */
  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(2);
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(EARLY) == 0)) {
      all.add("the redrive sent to a target that was not well");
    }
    if (!(observed.figure(Observed.REDRIVEN) > 0)) {
      all.add("no dead letter was driven back");
    }
    return all;
  }

  private static JobUnderTest startRedrive(Stage stage) {
    RunTopics topics = stage.topics();
    JobUnderTest redrive =
        stage.start(
            JobSpec.redrive(
                topics,
                topics.enrichDead(),
                topics.cleanRetry(),
                "--redrive.rate",
                "0",
                "--redrive.health.url",
                stage.service().uri() + "/airports/ATL",
                "--redrive.health.interval",
                "1 s",
                "--redrive.health.timeout",
                "1 s"));
    stage.fault("redrive");
    return redrive;
  }

  private static boolean holds(Stage stage, JobUnderTest redrive) {
    try {
      return new JobMetrics(stage.flink(), redrive.id()).largest("redriveTargetHealthy") == 0;
    } catch (FlinkRestException notNow) {
      return false;
    }
  }
}
