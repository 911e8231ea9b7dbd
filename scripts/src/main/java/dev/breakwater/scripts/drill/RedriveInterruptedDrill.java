package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An outage makes dead letters of what could not be looked up; they are driven back, and the
 * TaskManager that does it is killed in the middle. Each must be sent once, and every event come
 * out once.
 */
final class RedriveInterruptedDrill implements Drill {

  private static final Duration DOWN = Duration.ofSeconds(15);
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Duration REDRIVEN = Duration.ofMinutes(3);
  private static final int RATE = 500;
  private static final int MIDDLE = 2_000;
  private static final String LETTERS = "dead_letter_offsets";

  @Override
  public String name() {
    return "redrive-interrupted";
  }

  @Override
  public String summary() {
    return "an outage is dead-lettered, and kill -9 hits the redrive in the middle";
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
    long back = Breakers.outage(stage, DOWN, WITHIN);
    stage.awaitOutputAfter(back, WITHIN);
    RunTopics topics = stage.topics();
    String rate = Integer.toString(RATE);
    JobUnderTest redrive =
        stage.start(
            JobSpec.redrive(
                topics, topics.enrichDead(), topics.cleanRetry(), "--redrive.rate", rate));
    stage.fault("redrive");
    Waiting.until("middle of the redrive", WITHIN, () -> sent(stage) >= MIDDLE);
    Member victim = stage.workers(redrive).get(0);
    stage.fault("kill -9 " + victim.name() + ", in the middle of the redrive");
    victim.kill();
    redrive.awaitFinished(REDRIVEN);
    stage.fault("the redrive has ended");
    stage.figure(LETTERS, stage.kafka().committed(topics.enrichDead()));
    stage.awaitOutput(WITHIN);
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(LETTERS) >= MIDDLE)) {
      all.add("there were not enough dead letters for a middle");
    }
    if (!(observed.figure(Observed.REDRIVEN) >= MIDDLE)) {
      all.add("not even the first half was driven back");
    }
    return all;
  }

  private static long sent(Stage stage) {
    return stage.kafka().committed(stage.topics().cleanRetry());
  }
}
