package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import java.time.Duration;
import java.util.List;

/**
 * The server that ingest reads from dies under load and comes back with its data. What it had not
 * confirmed is published again, and what it had forgotten that it delivered is delivered again.
 */
final class InputKillDrill implements Drill {

  private static final Duration DOWN = Duration.ofSeconds(15);
  private static final Duration WITHIN = Duration.ofMinutes(2);

  private final Input input;

  InputKillDrill(Input input) {
    this.input = input;
  }

  @Override
  public String name() {
    return input.kind() + "-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of the %s that ingest reads from, %d s down"
        .formatted(input.server(), DOWN.toSeconds());
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.outOf(input);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.fault("kill -9 of " + input.server());
    stage.partners().input().kill();
    try {
      stage.pass(DOWN);
    } finally {
      stage.fault(input.server() + " starts again");
      stage.partners().input().restart();
    }
    long back = stage.fault(input.server() + " is back");
    stage.awaitOutputAfter(back, WITHIN);
  }

  /** It takes its time to start; then the job, or its client, tries again every 10 s at worst. */
  @Override
  public Duration longestGap() {
    return DOWN.plusSeconds(75);
  }

  /** Other clients wait for their server; a lost connection to RabbitMQ's queues fails the task. */
  @Override
  public List<String> alerts() {
    return input == Input.RABBITMQ ? List.of("JobRestarted") : List.of();
  }
}
