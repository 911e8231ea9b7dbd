package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.proxy.Direction;
import dev.breakwater.testkit.proxy.ProxyMode;
import dev.breakwater.testkit.proxy.TcpProxy;
import java.time.Duration;

/**
 * The network between Flink and one Kafka node, which is alive and well to all others, breaks in
 * the ways that are hard to tell from a slow one: first its answers are lost, so that what was
 * asked of it is done and nobody knows, then everything, while connections stay open on both sides;
 * in the end they are reset.
 */
final class KafkaCutDrill implements Drill {

  private static final Duration WITHOUT_ANSWERS = Duration.ofSeconds(5);
  private static final Duration CUT = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "kafka-cut";
  }

  @Override
  public String summary() {
    return "network to a Kafka node with our transactions: 5 s no answers, 10 s half-open, reset";
  }

  @Override
  public boolean behindProxies() {
    return true;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    int leader = stage.kafka().leader(stage.topics().clean(), 0);
    int node = stage.kafka().coordinator(stage.topics().transactionPrefix()).orElse(leader);
    TcpProxy proxy = stage.job().proxies().before(node);
    try {
      stage.fault("answers of kafka-%d to Flink are lost".formatted(node));
      proxy.switchTo(new ProxyMode.OneWayDrop(Direction.TO_CLIENT));
      stage.pass(WITHOUT_ANSWERS);
      stage.fault("nothing passes between Flink and kafka-%d".formatted(node));
      proxy.switchTo(new ProxyMode.Blackhole());
      stage.pass(CUT);
    } finally {
      proxy.switchTo(new ProxyMode.Reset());
      proxy.switchTo(new ProxyMode.Pass());
      stage.fault("connections are reset, the network is whole");
    }
    stage.awaitOutput(Duration.ofMinutes(2));
  }

  /** A transaction that one node coordinates waits for it. */
  @Override
  public Duration longestGap() {
    return WITHOUT_ANSWERS.plus(CUT).plusSeconds(30);
  }

  /** Its job must be behind the proxies from the start. */
  @Override
  public boolean composable() {
    return false;
  }
}
