package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RabbitConfigTest {

  @Test
  void theShippedFileIsRight() throws Exception {
    IngestConfig config = ingest();
    assertThat(config.input().kind()).isEqualTo("rabbitmq");
    assertThat(config.input().topics()).isEmpty();
    assertThat(config.toString()).contains("flights.raw").doesNotContain("secret");
  }

  @Test
  void showsNoPasswordInTheEffectiveValues() throws Exception {
    assertThat(launch().settings().describe()).contains("rabbitmq.password", "******");
    assertThat(launch().settings().describe()).doesNotContain("secret");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                ingest(
                    "--rabbitmq.addresses", "rabbit",
                    "--rabbitmq.queues", "one two",
                    "--rabbitmq.prefetch", "70000",
                    "--rabbitmq.heartbeat", "10 ms",
                    "--rabbitmq.tls.keystore.location", "/key.p12",
                    "--source.topics", "orders",
                    "--repair.enabled", "true",
                    "--decode.map.id", "position"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rabbitmq.addresses must be names of servers, was rabbit")
        .hasMessageContaining("rabbitmq.queues must be names of queues, was one two")
        .hasMessageContaining("rabbitmq.prefetch is out of range, was 70000; allowed: 1 to 65535")
        .hasMessageContaining("rabbitmq.heartbeat is out of range, was 10 ms")
        .hasMessageContaining("goes together with rabbitmq.tls.keystore.location")
        .hasMessageContaining("source.topics goes with source.kind kafka, was orders")
        .hasMessageContaining("repair.enabled needs an input that can be read again")
        .hasMessageContaining("decode.map.id needs positions that stay");
  }

  @Test
  void remembersAtLeastWhatMayComeBack() {
    assertThatThrownBy(() -> ingest("--rabbitmq.remembered-messages", "19999"))
        .hasMessageContaining("rabbitmq.remembered-messages is out of range, was 19999")
        .hasMessageContaining("allowed: 20000 to 10000000");
  }

  @Test
  void refusesAPrefetchThatIsTooSmallForTheRate() throws Exception {
    IngestConfig config = ingest("--rabbitmq.prefetch", "9999");
    assertThatThrownBy(() -> config.input().requireCheckpointing(every(Duration.ofSeconds(1))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "rabbitmq.prefetch must be at least what comes in one checkpoint interval (10,000"
                + " messages a second in PT1S), was 9999; allowed: 10000 to 65535, a shorter"
                + " interval, or a lower rabbitmq.rate");
    assertThatThrownBy(() -> config.input().requireCheckpointing(every(Duration.ofMinutes(1))))
        .hasMessageContaining("was 9999; allowed: at most 65535, so a shorter interval");
    assertThatCode(() -> config.input().requireCheckpointing(every(Duration.ofMillis(999))))
        .doesNotThrowAnyException();
  }

  @Test
  void needsCheckpoints() throws Exception {
    IngestConfig config = ingest();
    assertThatThrownBy(() -> config.input().requireCheckpointing(new Configuration()))
        .hasMessageContaining(
            "execution.checkpointing.interval must be set for source.kind rabbitmq, which"
                + " acknowledges nothing without checkpoints, was not set");
  }

  private static Configuration every(Duration interval) {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    return flink;
  }

  private static IngestConfig ingest(String... more) throws ConfigException {
    return launch(more).configure(IngestConfig::from);
  }

  private static Launch launch(String... more) throws ConfigException {
    Path root = Path.of(System.getProperty("breakwater.root"));
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(root.resolve("conf/jobs/ingest-rabbitmq.yaml").toString());
    arguments.addAll(List.of(more));
    return Launch.of(
        arguments.toArray(new String[0]),
        IngestOptions.catalog(),
        name -> name.equals("INGEST_RABBITMQ_PASSWORD") ? "secret" : null);
  }
}
