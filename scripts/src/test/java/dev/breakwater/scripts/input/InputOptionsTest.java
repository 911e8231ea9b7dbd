package dev.breakwater.scripts.input;

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

/** The shipped configurations, with what the servers put over them, are what the job accepts. */
class InputOptionsTest {

  private static final List<String> QUEUES = List.of("flights.in.x.0", "flights.in.x.1");

  @Test
  void ingestReadsTheQueues() throws ConfigException {
    IngestConfig config = ingest("rabbitmq", RabbitInputServer.Kind.QUEUES.options(5, QUEUES));
    assertThat(config.input().kind()).isEqualTo("rabbitmq");
    assertThat(config.input().toString()).contains(QUEUES.get(0), QUEUES.get(1), "127.0.0.1:5");
  }

  @Test
  void ingestReadsTheStreams() throws ConfigException {
    IngestConfig config =
        ingest("rabbitmq-stream", RabbitInputServer.Kind.STREAMS.options(5, QUEUES));
    assertThat(config.input().kind()).isEqualTo("rabbitmq-stream");
    assertThat(config.input().toString()).contains(QUEUES.get(0), QUEUES.get(1), "127.0.0.1:5");
  }

  @Test
  void ingestReadsTheTopic() throws ConfigException {
    IngestConfig config = ingest("pulsar", PulsarInputServer.options(5, "flights.in.x"));
    assertThat(config.input().kind()).isEqualTo("pulsar");
    assertThat(config.input().toString()).contains("flights.in.x", "pulsar://127.0.0.1:5");
  }

  @Test
  void thePrefetchHasRoomForTheLongIntervalOnlyWithTheRateOfTheDrill() throws ConfigException {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    List<String> options = RabbitInputServer.Kind.QUEUES.options(5, QUEUES);
    IngestConfig shipped = ingest("rabbitmq", options);
    assertThatThrownBy(() -> shipped.input().requireCheckpointing(flink))
        .isInstanceOf(ConfigException.class);
    IngestConfig drilled = ingest("rabbitmq", options, "--rabbitmq.rate", "4000");
    assertThatCode(() -> drilled.input().requireCheckpointing(flink)).doesNotThrowAnyException();
  }

  private static IngestConfig ingest(String kind, List<String> options, String... more)
      throws ConfigException {
    Path file =
        Path.of(System.getProperty("breakwater.root"), "conf/jobs/ingest-" + kind + ".yaml");
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    arguments.addAll(options);
    arguments.addAll(List.of(more));
    return Launch.of(
            arguments.toArray(String[]::new),
            IngestOptions.catalog(),
            name -> name.startsWith("INGEST_") ? "secret" : null)
        .configure(IngestConfig::from);
  }
}
