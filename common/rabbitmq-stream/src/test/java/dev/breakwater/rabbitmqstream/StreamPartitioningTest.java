package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.input.OnLoss;
import dev.breakwater.operators.input.StartPoint;
import dev.breakwater.rabbitmqstream.RabbitStreamConfig.ConsumerConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamPartitioningTest {

  private static final StartPoint START = StartPoint.at(17);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final StreamPartitioning partitioning =
      new StreamPartitioning(
          new RabbitStreamConfig(
              new JobInstance("a"),
              new ServerConfig(List.of("a:1"), "/", "u", "p", SECOND, SECOND, null),
              List.of("flights"),
              List.of("orders"),
              START,
              Duration.ofMinutes(1),
              new ConsumerConfig(10, Duration.ofMinutes(2), OnLoss.FAIL)));

  @Test
  void startsWhereItIsConfiguredAndWhatIsAddedAtTheBeginning() {
    assertThat(partitioning.untouched("orders|orders-0", false))
        .isEqualTo(StreamSplit.untouched("orders|orders-0", START));
    assertThat(partitioning.untouched("orders|orders-1", true))
        .isEqualTo(StreamSplit.untouched("orders|orders-1", StartPoint.EARLIEST));
  }

  @Test
  void readsTheStreamsThatAreConfiguredOnly() {
    assertThat(partitioning.topics()).containsExactly("flights", "orders");
    assertThat(partitioning.isConfigured("flights")).isTrue();
    assertThat(partitioning.isConfigured("orders|orders-7")).isTrue();
    assertThat(partitioning.isConfigured("other|orders-7")).isFalse();
    assertThat(partitioning.isConfigured("orders-7")).isFalse();
  }
}
