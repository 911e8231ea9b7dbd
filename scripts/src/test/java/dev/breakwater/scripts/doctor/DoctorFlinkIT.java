package dev.breakwater.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command on a real broker and a real cluster, before and while the job runs. */
class DoctorFlinkIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(
          () ->
              LocalFlink.builder()
                  .taskManagers(2)
                  .slotsPerTaskManager(1)
                  .set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(1)));

  @TempDir Path directory;

  private String instance = "";
  private Path config = Path.of("");

  @BeforeEach
  void createTopics() throws Exception {
    String raw = KAFKA.newTopic("raw", 2);
    instance = KAFKA.newTopic("clean", 2);
    config =
        Files.writeString(
            directory.resolve("job.yaml"),
            """
            job.instance: %s
            kafka.bootstrap.servers: %s
            source.topics: %s
            sink.topic: %s
            dead-letter.topic: %s
            """
                .formatted(
                    instance, KAFKA.bootstrapServers(), raw, instance, KAFKA.newTopic("dead", 1)));
  }

  @Test
  void readsTheClusterBeforeTheJobRuns() {
    Run run = doctor("--parallelism", "1");
    assertThat(run.severities("checkpointing", "execution.checkpointing.interval"))
        .containsExactly("error");
    assertThat(run.severities("checkpoint-storage", "execution.checkpointing.dir"))
        .containsExactly("info");
    assertThat(run.severities("restart-strategy", "restart-strategy.type"))
        .containsExactly("warning");
    assertThat(run.severities("slots", "")).containsExactly("ok");
    assertThat(doctor("--parallelism", "2").severities("slots", "")).containsExactly("warning");
    assertThat(doctor("--parallelism", "3").severities("slots", "")).containsExactly("error");
  }

  @Test
  void readsTheRunningJobsOwnSettingsAndProgress() throws Exception {
    LocalJob job = start();
    job.awaitCheckpoints(2, DEADLINE);
    Run run = doctor();
    assertThat(run.severities("checkpointing", "")).containsExactly("ok");
    assertThat(run.severities("checkpoint-age", job.id().toString())).containsExactly("ok");
    assertThat(run.severities("prefix-overlap", instance)).containsExactly("info");
    assertThat(run.finding("slots", "").path("what").asText())
        .isEqualTo("2 TaskManager(s), 2 slot(s) for this job, parallelism 2");
    assertThat(
            run.finding("checkpoint-storage", "execution.checkpointing.dir").path("what").asText())
        .contains("last written");
    assertThat(run.json().path("findings"))
        .filteredOn(f -> f.path("id").asText().equals("open-transactions"))
        .allSatisfy(f -> assertThat(f.path("severity").asText()).isEqualTo("ok"));
    job.cancel(DEADLINE);
  }

  private LocalJob start() throws Exception {
    Launch launch =
        Launch.of(
            new String[] {"--config", config.toString()}, IngestOptions.catalog(), name -> null);
    IngestConfig ingest = launch.configure(IngestConfig::from);
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    environment.setParallelism(2);
    IngestTopology.build(environment, IngestJob.kafka(ingest), ingest);
    LocalJob job = FLINK.cluster().submit(environment, ingest.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private Run doctor(String... more) {
    String[] args = new String[6 + more.length];
    args[0] = "ingest";
    args[1] = "--config";
    args[2] = config.toString();
    args[3] = "--flink";
    args[4] = FLINK.cluster().webAddress().toString();
    args[5] = "--json";
    System.arraycopy(more, 0, args, 6, more.length);
    return Run.of(args);
  }
}
