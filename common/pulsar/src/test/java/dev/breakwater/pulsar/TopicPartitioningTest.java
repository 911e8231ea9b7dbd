package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.input.OnLoss;
import dev.breakwater.operators.input.StartPoint;
import dev.breakwater.operators.input.TlsStores;
import dev.breakwater.pulsar.PulsarConfig.ConsumerConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicPartitioningTest {

  private static final StartPoint START = StartPoint.at(17);

  private final TopicPartitioning partitioning =
      new TopicPartitioning(
          new PulsarConfig(
              new JobInstance("a"),
              new ServerConfig("pulsar://a", null, Duration.ofSeconds(1), TlsStores.NONE),
              List.of("t/n/a"),
              START,
              Duration.ofMinutes(1),
              new ConsumerConfig(10, Duration.ofMinutes(2), OnLoss.FAIL)));

  @Test
  void startsWhereItIsConfiguredAndWhatIsAddedAtTheBeginning() {
    assertThat(partitioning.untouched("t/n/a-partition-0", false))
        .isEqualTo(PartitionSplit.untouched("t/n/a-partition-0", START));
    assertThat(partitioning.untouched("t/n/a-partition-1", true))
        .isEqualTo(PartitionSplit.untouched("t/n/a-partition-1", StartPoint.EARLIEST));
  }

  @Test
  void readsThePartitionsOfItsTopicsOnly() {
    assertThat(partitioning.isConfigured("t/n/a-partition-7")).isTrue();
    assertThat(partitioning.isConfigured("t/n/a")).isTrue();
    assertThat(partitioning.isConfigured("t/n/b-partition-7")).isFalse();
    assertThat(partitioning.discoveryInterval()).isEqualTo(Duration.ofMinutes(1));
  }
}
