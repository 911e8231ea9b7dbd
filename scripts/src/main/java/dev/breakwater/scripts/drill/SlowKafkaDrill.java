package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Mixes;
import java.time.Duration;
import java.util.List;

/**
 * The brokers take less from the sinks than comes in, by a quota: back pressure must reach the
 * source, and everything come out once there is room.
 */
final class SlowKafkaDrill implements Drill {

  private static final Duration SLOW = Duration.ofSeconds(100);

  /** For so long a broker may still not listen to a producer that went far beyond its quota. */
  private static final Duration UNMUTED = Duration.ofMinutes(2);

  private static final Duration SOUND = Duration.ofSeconds(5);

  /** Of the producers of the sinks, whose own names change with each checkpoint. */
  private static final String CLIENT = "drill-slow-sink";

  /** From each node; a small part of what the everyday load comes to. */
  private static final double BYTES_PER_SECOND = 1_000;

  @Override
  public String name() {
    return "slow-kafka";
  }

  @Override
  public String summary() {
    return "for 100 s brokers take less from the sinks than comes in, by a quota";
  }

  @Override
  public List<String> options() {
    return List.of("--sink.properties.client.id", CLIENT);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    // The sink of dead letters is in the source's task, which must wait for the other one only.
    stage.load().switchTo(Mixes.sound(stage.random().nextLong()));
    stage.pass(SOUND);
    stage.kafka().throttleWriting(CLIENT, BYTES_PER_SECOND);
    try {
      stage.fault("brokers take %.0f bytes a second".formatted(BYTES_PER_SECOND));
      stage.pass(SLOW);
    } finally {
      stage.kafka().unthrottleWriting(CLIENT);
    }
    stage.fault("brokers take everything");
    stage.awaitOutput(UNMUTED);
  }

  /**
   * A checkpoint waits until the brokers have taken what came before it; a quota that was exceeded
   * by far is made up for after its end.
   */
  @Override
  public Duration longestGap() {
    return SLOW.plus(UNMUTED);
  }

  @Override
  public List<String> alerts() {
    return List.of("BackPressured");
  }

  @Override
  public boolean composable() {
    return false;
  }
}
