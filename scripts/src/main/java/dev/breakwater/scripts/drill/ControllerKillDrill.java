package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;

/** The active controller of Kafka's quorum dies; the supervisor starts it again. */
final class ControllerKillDrill implements Drill {

  @Override
  public String name() {
    return "controller-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of the Kafka node that is the active controller";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Member victim = stage.cluster().member("kafka-" + stage.kafka().controller());
    stage.fault("kill -9 " + victim.name());
    victim.kill();
    stage.awaitOutput(Duration.ofMinutes(2));
    stage.kafka().awaitInSync(Duration.ofMinutes(2));
  }
}
