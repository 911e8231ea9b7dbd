package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.rest.JobMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration is deployed under which every record fails. The dead-letter budget must stop the
 * reading before the topic is poured out; with the mistake corrected, what was dead-lettered is
 * driven back, and nothing is lost.
 */
final class BadDeployDrill implements Drill {

  private static final Duration BAD = Duration.ofSeconds(55);
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Duration REDRIVEN = Duration.ofMinutes(3);
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final List<String> MISTAKE = List.of("--validate.required", "/no-such-field");
  private static final String LETTERS = "dead_letter_offsets";
  private static final String SENT = "sent_meanwhile";

  @Override
  public String name() {
    return "bad-deploy";
  }

  @Override
  public String summary() {
    return "a configuration under which all records fail; the budget acts, then fix and redrive";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.REDRIVEN;
  }

  @Override
  public List<String> options() {
    return List.of("--dead-letter.budget.policy", "pause", "--dead-letter.budget.pause", "60 s");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Instant from = Instant.now().minus(SKEW);
    badDeploy(stage);
    String savepoint = stage.job().stopWithSavepoint();
    stage.job().startFrom(savepoint, List.of());
    long fixed = stage.fault("fixed");
    stage.awaitOutputAfter(fixed, WITHIN);
    RunTopics topics = stage.topics();
    JobUnderTest redrive =
        stage.start(
            JobSpec.redrive(
                topics,
                topics.dead(),
                topics.inRetry(),
                "--redrive.filter.reasons",
                "invalid",
                "--redrive.filter.failed-from",
                from.toString(),
                "--redrive.rate",
                "0"));
    stage.fault("redrive");
    redrive.awaitFinished(REDRIVEN);
    stage.awaitOutput(WITHIN);
  }

  @Override
  public List<String> alerts() {
    return List.of("DeadLetterBudgetExceeded", "SourceNotAdvancing");
  }

  /** Nothing comes out while the mistake is in place. */
  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(3);
  }

  @Override
  public boolean composable() {
    return false;
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(LETTERS) > 0)) {
      all.add("the bad configuration made no dead letters");
    }
    if (!(observed.figure(Observed.REDRIVEN) > 0)) {
      all.add("no dead letter was driven back");
    }
    if (!(observed.figure(LETTERS) <= observed.figure(SENT) / 2)) {
      all.add("the budget let more than half of the records become dead letters");
    }
    return all;
  }

  private static void badDeploy(Stage stage) throws InterruptedException {
    String dead = stage.topics().dead();
    long before = stage.kafka().committed(dead);
    long sent = stage.load().sent();
    stage.fault("bad deploy");
    String savepoint = stage.job().stopWithSavepoint();
    stage.job().startFrom(savepoint, MISTAKE);
    String id = stage.job().id();
    Waiting.until("pause by the budget", WITHIN, () -> paused(stage, id));
    stage.note("the budget has stopped the reading");
    stage.pass(BAD);
    stage.figure(LETTERS, stage.kafka().committed(dead) - before);
    stage.figure(SENT, stage.load().sent() - sent);
  }

  private static boolean paused(Stage stage, String id) {
    JobMetrics metrics = new JobMetrics(stage.flink(), id);
    return metrics.least("deadLetterBudgetState") >= 1;
  }
}
