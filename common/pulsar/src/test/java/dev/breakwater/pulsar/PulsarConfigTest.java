package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.input.StartPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class PulsarConfigTest {

  @Test
  void theShippedFileIsRight() throws Exception {
    IngestConfig config = ingest();
    assertThat(config.input().kind()).isEqualTo("pulsar");
    assertThat(config.input().topics()).isEmpty();
    assertThat(config.input().replayable()).isTrue();
    assertThat(config.toString()).contains("public/default/flights.raw").doesNotContain("secret");
    assertThat(pulsar().start()).isEqualTo(StartPoint.COMMITTED);
  }

  @Test
  void showsNoSecretInTheEffectiveValues() throws Exception {
    assertThat(launch().settings().describe()).contains("pulsar.token", "******");
    assertThat(launch().settings().describe()).doesNotContain("secret");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                ingest(
                    "--pulsar.service-url", "http://pulsar:8080",
                    "--pulsar.topics", "non-persistent://public/default/a",
                    "--pulsar.start", "timestamp",
                    "--pulsar.receiver-queue", "0",
                    "--pulsar.timeout", "10 ms",
                    "--pulsar.partition-discovery-interval", "-1 s",
                    "--pulsar.tls.keystore.location", "/key.p12",
                    "--source.topics", "orders"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pulsar.service-url must be where Pulsar is, was http://pulsar:8080")
        .hasMessageContaining("pulsar.topics must be names of topics, was non-persistent://")
        .hasMessageContaining("pulsar.start-timestamp goes together with pulsar.start timestamp")
        .hasMessageContaining("pulsar.receiver-queue is out of range, was 0; allowed: 1 to 100000")
        .hasMessageContaining("pulsar.timeout is out of range, was 10 ms; allowed: 1 s to 10 min")
        .hasMessageContaining("pulsar.partition-discovery-interval must be a duration, was -1 s")
        .hasMessageContaining("goes together with pulsar.tls.keystore.location")
        .hasMessageContaining("source.topics goes with source.kind kafka, was orders");
  }

  @Test
  void refusesStoresWithoutTls() {
    assertThatThrownBy(
            () ->
                ingest(
                    "--pulsar.tls.truststore.location", "/trust.p12",
                    "--pulsar.tls.truststore.password", "any"))
        .hasMessageContaining("pulsar.service-url must fit the stores that are given")
        .hasMessageContaining("allowed: pulsar+ssl://host:port");
  }

  @Test
  void takesTopicsInAllTheirForms() throws Exception {
    assertThat(pulsar("--pulsar.topics", "a,t/n/b,persistent://t/n/c,persistent://t/n/b").topics())
        .containsExactly("public/default/a", "t/n/b", "t/n/c");
  }

  @Test
  void takesTimesToStartAt() throws Exception {
    assertThat(
            pulsar(
                    "--pulsar.start",
                    "timestamp",
                    "--pulsar.start-timestamp",
                    "2024-06-01T12:00:00Z")
                .start())
        .isEqualTo(StartPoint.at(1_717_243_200_000L));
    long before = System.currentTimeMillis();
    StartPoint latest = pulsar("--pulsar.start", "latest").start();
    assertThat(latest.kind()).isEqualTo(StartPoint.Kind.TIME);
    assertThat(latest.value()).isBetween(before, System.currentTimeMillis());
    assertThatThrownBy(
            () -> pulsar("--pulsar.start", "timestamp", "--pulsar.start-timestamp", "noon"))
        .hasMessageContaining("pulsar.start-timestamp must be a time, was noon");
  }

  @Test
  void needsCheckpoints() throws Exception {
    IngestConfig config = ingest();
    assertThatThrownBy(() -> config.input().requireCheckpointing(new Configuration()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "execution.checkpointing.interval must be set for source.kind pulsar, which"
                + " acknowledges nothing without checkpoints, was not set");
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    assertThatCode(() -> config.input().requireCheckpointing(flink)).doesNotThrowAnyException();
  }

  private static PulsarConfig pulsar(String... more) throws ConfigException {
    return ((PulsarInput) ingest(more).input()).config();
  }

  private static IngestConfig ingest(String... more) throws ConfigException {
    return launch(more).configure(IngestConfig::from);
  }

  private static Launch launch(String... more) throws ConfigException {
    Path root = Path.of(System.getProperty("breakwater.root"));
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(root.resolve("conf/jobs/ingest-pulsar.yaml").toString());
    arguments.addAll(List.of(more));
    return Launch.of(
        arguments.toArray(new String[0]),
        IngestOptions.catalog(),
        name -> name.equals("INGEST_PULSAR_TOKEN") ? "secret" : null);
  }
}
