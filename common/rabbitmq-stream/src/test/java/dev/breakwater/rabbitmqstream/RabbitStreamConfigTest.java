package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.input.StartPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RabbitStreamConfigTest {

  @Test
  void theShippedFileIsRight() throws Exception {
    IngestConfig config = ingest();
    assertThat(config.input().kind()).isEqualTo("rabbitmq-stream");
    assertThat(config.input().topics()).isEmpty();
    assertThat(config.input().replayable()).isTrue();
    assertThat(config.toString()).contains("flights.raw").doesNotContain("secret");
    assertThat(stream().start()).isEqualTo(StartPoint.EARLIEST);
    assertThatCode(() -> config.input().requireCheckpointing(new Configuration()))
        .doesNotThrowAnyException();
  }

  @Test
  void showsNoSecretInTheEffectiveValues() throws Exception {
    assertThat(launch().settings().describe()).contains("rabbitmq-stream.password", "******");
    assertThat(launch().settings().describe()).doesNotContain("secret");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                ingest(
                    "--rabbitmq-stream.addresses", "rabbit",
                    "--rabbitmq-stream.streams", "one two",
                    "--rabbitmq-stream.start", "timestamp",
                    "--rabbitmq-stream.start-offset", "-1",
                    "--rabbitmq-stream.credits", "0",
                    "--rabbitmq-stream.timeout", "10 ms",
                    "--rabbitmq-stream.partition-discovery-interval", "-1 s",
                    "--rabbitmq-stream.tls.keystore.location", "/key.p12",
                    "--source.topics", "orders"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rabbitmq-stream.addresses must be names of servers, was rabbit")
        .hasMessageContaining("rabbitmq-stream.streams must be names of streams, was one two")
        .hasMessageContaining(
            "rabbitmq-stream.start-timestamp goes together with rabbitmq-stream.start timestamp,"
                + " which was timestamp, was not set; allowed: both or neither")
        .hasMessageContaining(
            "rabbitmq-stream.start-offset goes together with rabbitmq-stream.start offset, which"
                + " was timestamp, was -1")
        .hasMessageContaining("rabbitmq-stream.credits is out of range, was 0; allowed: 1 to 1000")
        .hasMessageContaining("rabbitmq-stream.timeout is out of range, was 10 ms")
        .hasMessageContaining("partition-discovery-interval must be a duration, was -1 s")
        .hasMessageContaining("goes together with rabbitmq-stream.tls.keystore.location")
        .hasMessageContaining("source.topics goes with source.kind kafka, was orders");
  }

  @Test
  void needsAStreamOrASuperStreamAndNoNameTwice() throws Exception {
    assertThatThrownBy(() -> ingest("--rabbitmq-stream.super-streams", "orders;flights.raw"))
        .hasMessageContaining(
            "rabbitmq-stream.super-streams must not have names that rabbitmq-stream.streams has");
    RabbitStreamConfig both = stream("--rabbitmq-stream.super-streams", "orders;shop");
    assertThat(both.streams()).containsExactly("flights.raw");
    assertThat(both.superStreams()).containsExactly("orders", "shop");
  }

  @Test
  void refusesStoresWithoutTls() {
    assertThatThrownBy(
            () ->
                ingest(
                    "--rabbitmq-stream.tls.truststore.location", "/trust.p12",
                    "--rabbitmq-stream.tls.truststore.password", "any"))
        .hasMessageContaining("rabbitmq-stream.tls.enabled must fit the stores that are given");
  }

  @Test
  void takesPlacesToStartAt() throws Exception {
    assertThat(
            stream("--rabbitmq-stream.start", "offset", "--rabbitmq-stream.start-offset", "7")
                .start())
        .isEqualTo(StartPoint.offset(7));
    assertThat(
            stream(
                    "--rabbitmq-stream.start",
                    "timestamp",
                    "--rabbitmq-stream.start-timestamp",
                    "2024-06-01T12:00:00Z")
                .start())
        .isEqualTo(StartPoint.at(1_717_243_200_000L));
    long before = System.currentTimeMillis();
    StartPoint latest = stream("--rabbitmq-stream.start", "latest").start();
    assertThat(latest.kind()).isEqualTo(StartPoint.Kind.TIME);
    assertThat(latest.value()).isBetween(before, System.currentTimeMillis());
    assertThatThrownBy(
            () ->
                stream("--rabbitmq-stream.start", "offset", "--rabbitmq-stream.start-offset", "-1"))
        .hasMessageContaining("rabbitmq-stream.start-offset must not be negative, was -1");
  }

  private static RabbitStreamConfig stream(String... more) throws ConfigException {
    return ((RabbitStreamInput) ingest(more).input()).config();
  }

  private static IngestConfig ingest(String... more) throws ConfigException {
    return launch(more).configure(IngestConfig::from);
  }

  private static Launch launch(String... more) throws ConfigException {
    Path root = Path.of(System.getProperty("breakwater.root"));
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(root.resolve("conf/jobs/ingest-rabbitmq-stream.yaml").toString());
    arguments.addAll(List.of(more));
    return Launch.of(
        arguments.toArray(new String[0]),
        IngestOptions.catalog(),
        name -> name.equals("INGEST_RABBITMQ_PASSWORD") ? "secret" : null);
  }
}
