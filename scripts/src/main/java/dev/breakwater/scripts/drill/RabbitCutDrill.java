package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.proxy.Direction;
import dev.breakwater.testkit.proxy.ProxyMode;
import dev.breakwater.testkit.proxy.TcpProxy;
import java.time.Duration;
import java.util.List;

/**
 * The network between Flink and RabbitMQ, which is alive and well to its publishers, breaks in the
 * ways that are hard to tell from a slow one: first what it delivers is lost, while it hears
 * acknowledgements; then everything, while connections stay open on both sides, for longer than its
 * heartbeats take to notice; in the end they are reset.
 */
final class RabbitCutDrill implements Drill {

  private static final Duration WITHOUT_ANSWERS = Duration.ofSeconds(5);
  private static final Duration CUT = Duration.ofSeconds(25);
  private static final Duration WITHIN = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "rabbitmq-cut";
  }

  @Override
  public String summary() {
    return "network between Flink and RabbitMQ: 5 s no answers, 25 s half-open, reset";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.RABBITMQ;
  }

  @Override
  public boolean inputBehindProxy() {
    return true;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    TcpProxy proxy = stage.partners().proxy();
    try {
      stage.fault("what RabbitMQ says to Flink is lost");
      proxy.switchTo(new ProxyMode.OneWayDrop(Direction.TO_CLIENT));
      stage.pass(WITHOUT_ANSWERS);
      stage.fault("nothing passes between Flink and RabbitMQ");
      proxy.switchTo(new ProxyMode.Blackhole());
      stage.pass(CUT);
    } finally {
      proxy.switchTo(new ProxyMode.Reset());
      proxy.switchTo(new ProxyMode.Pass());
    }
    long whole = stage.fault("connections are reset, the network is whole");
    stage.awaitOutputAfter(whole, WITHIN);
  }

  /** With the longest pause between two restarts, 10 s. */
  @Override
  public Duration longestGap() {
    return WITHOUT_ANSWERS.plus(CUT).plusSeconds(40);
  }

  @Override
  public List<String> alerts() {
    return List.of("JobRestarted");
  }
}
