package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;
import java.util.List;

/** A Kafka node that leads a partition of the output and coordinates transactions dies. */
final class BrokerKillDrill implements Drill {

  private static final Duration DOWN = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "broker-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of a Kafka node that leads output and coordinates our transactions, 15 s down";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    int leader = stage.kafka().leader(stage.topics().clean(), 0);
    int node = stage.kafka().coordinator(stage.topics().transactionPrefix()).orElse(leader);
    Member victim = stage.cluster().member("kafka-" + node);
    victim.hold();
    stage.fault("kill -9 " + victim.name());
    victim.kill();
    try {
      stage.pass(DOWN);
    } finally {
      stage.fault(victim.name() + " starts again");
      victim.release();
    }
    stage.awaitOutput(Duration.ofMinutes(2));
    stage.kafka().awaitInSync(Duration.ofMinutes(2));
  }

  @Override
  public List<String> alerts() {
    return List.of("KafkaUnderReplicated");
  }
}
