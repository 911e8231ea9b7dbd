package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.input.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The TaskManager with the source dies when it has received, and written, what no checkpoint has
 * and the server has no acknowledgement of. All that must be delivered again, and come out once.
 */
final class SourceKillDrill implements Drill {

  /** Long enough to be sure of a time after one checkpoint and before the next. */
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Duration RECEIVES = Duration.ofSeconds(2);
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final String UNCOMMITTED = "uncommitted_offsets";

  private final Input input;

  SourceKillDrill(Input input) {
    this.input = input;
  }

  @Override
  public String name() {
    return input.kind() + "-source-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of the TaskManager that reads from %s, between receipt and checkpoint"
        .formatted(input.server());
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.outOf(input);
  }

  /** RabbitMQ's prefetch must have room for all that may come in an interval. */
  @Override
  public List<String> options() {
    return input == Input.RABBITMQ ? List.of("--rabbitmq.rate", "4000") : List.of();
  }

  @Override
  public Map<String, String> flink() {
    return Map.of("execution.checkpointing.interval", INTERVAL.toSeconds() + " s");
  }

  @Override
  public Duration fresh() {
    return INTERVAL.multipliedBy(2);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Member victim = stage.any(stage.readers());
    int completed = stage.timeline().checkpoints().size();
    Waiting.until("checkpoint", WITHIN, () -> stage.timeline().checkpoints().size() > completed);
    stage.pass(RECEIVES);
    stage.figure(UNCOMMITTED, stage.kafka().uncommitted(stage.topics().clean()));
    stage.fault("kill -9 %s, which reads from %s".formatted(victim.name(), input.server()));
    victim.kill();
    stage.awaitOutput(WITHIN);
  }

  @Override
  public Duration longestGap() {
    return INTERVAL.multipliedBy(2).plusSeconds(30);
  }

  @Override
  public List<String> alerts() {
    return List.of("JobRestarted", "ProcessDown");
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(UNCOMMITTED) > 0)) {
      all.add("nothing had been received that no checkpoint had");
    }
    return all;
  }
}
