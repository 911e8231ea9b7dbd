package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;

/**
 * Somebody sets the size limit of the output topic to next to nothing, so that the brokers refuse
 * every record of a job that did nothing wrong: it must fail loudly, try again ever more slowly,
 * and go on by itself once the limit is gone, with nothing lost.
 */
final class RefusedOutputDrill implements Drill {

  private static final Duration LASTING = Duration.ofSeconds(40);
  private static final String LIMIT = "max.message.bytes";
  private static final String NEXT_TO_NOTHING = "100";

  @Override
  public String name() {
    return "refused-output";
  }

  @Override
  public String summary() {
    return "brokers refuse all records of the output topic for 40 s: its size limit is 100 bytes";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    String topic = stage.topics().clean();
    stage.kafka().configure(topic, LIMIT, NEXT_TO_NOTHING);
    try {
      stage.fault("%s of %s is %s".formatted(LIMIT, topic, NEXT_TO_NOTHING));
      stage.pass(LASTING);
    } finally {
      stage.kafka().unconfigure(topic, LIMIT);
    }
    stage.fault("the limit is gone");
    stage.awaitOutput(Duration.ofMinutes(2));
  }

  /** With the longest pause between two restarts, 10 s. */
  @Override
  public Duration longestGap() {
    return LASTING.plusSeconds(30);
  }

  @Override
  public List<String> alerts() {
    return List.of("JobRestarted", "JobRestartsFlapping");
  }

  @Override
  public boolean composable() {
    return false;
  }
}
