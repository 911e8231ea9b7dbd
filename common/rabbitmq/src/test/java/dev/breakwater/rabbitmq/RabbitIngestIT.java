package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.input.TlsStores;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.flink.RestartingJob;
import dev.breakwater.testkit.flink.SourceMetrics;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.rabbitmq.RabbitServerExtension;
import dev.breakwater.testkit.verdict.Outputs;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ingest out of a real server that goes and comes back, and through failures of its own. */
@Tag("rabbitmq")
class RabbitIngestIT {

  private static final String CONFIGURATION = "conf/jobs/ingest-rabbitmq.yaml";
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(300);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();
  @RegisterExtension static final RabbitServerExtension RABBIT = RabbitServerExtension.withQueues();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(
          () ->
              LocalFlink.builder()
                  .taskManagers(2)
                  .slotsPerTaskManager(2)
                  .set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(200)));

  @TempDir Path directory;

  private final List<WorkloadRecord> records = workload();
  private final GroundTruth truth = GroundTruth.of(records);
  private Outputs outputs = new Outputs("", "", "", "", 0);

  @BeforeEach
  void createTopics() {
    outputs =
        new Outputs(
            KAFKA.bootstrapServers(),
            KAFKA.newTopic("clean", 2),
            KAFKA.newTopic("dead", 2),
            KAFKA.newTopic("duplicates", 2),
            2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void balancesToTheRecordWhenTheServerGoesAndComesBackUnderLoad(String type) throws Exception {
    String queue = "killed-" + type;
    int half = records.size() / 2;
    LocalJob job;
    declareForGood(queue, type);
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.send(queue, records.subList(0, half), 0);
      publisher.confirm();
      job = start(null, OFTEN, 20_000, queue);
      job.awaitNextCheckpoint(DEADLINE);
      // Not confirmed when the server dies: whoever sent them does not know whether it has them.
      publisher.send(queue, records.subList(half, half + 1_000), half);
      end(type);
    }
    RABBIT.server().restart();
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.send(queue, records.subList(half, records.size()), half);
      publisher.confirm();
    }
    Verdict verdict = awaitBalance(() -> assertThat(job.status().isTerminalState()).isFalse());
    assertThat(job.restores()).as("the fault was felt").isPositive();
    job.cancel(DEADLINE);
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  /**
   * Of the queues that were declared a second before kill -9, one in eight was not there after it:
   * 3.10.8 writes what it knows of queues later than it says so. An orderly end writes all.
   */
  private static void declareForGood(String queue, String type) throws Exception {
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare(queue, type);
    }
    RABBIT.server().stop();
    RABBIT.server().restart();
  }

  /**
   * A quorum queue of a single node of 3.10.8 does not always come back after kill -9: its server
   * then answers neither consumers nor publishers, whoever they are.
   */
  private static void end(String type) {
    if (type.equals("quorum")) {
      RABBIT.server().stop();
    } else {
      RABBIT.server().kill();
    }
  }

  @Test
  void balancesToTheRecordWhenTheJobFailsBetweenReceiptAndCheckpoint() throws Exception {
    String queue = "received";
    int third = records.size() / 3;
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare(queue, "classic");
      LocalJob job = start(null, NEVER, 60_000, queue);
      publisher.send(queue, records.subList(0, third), 0);
      publisher.confirm();
      awaitWritten(third);
      job.checkpoint(DEADLINE);
      publisher.send(queue, records.subList(third, 2 * third), third);
      publisher.confirm();
      awaitWritten(2L * third);
      FLINK.cluster().replaceTaskManagers();
      publisher.send(queue, records.subList(2 * third, records.size()), 2 * third);
      publisher.confirm();
      awaitWritten(records.size() + (long) third);
      Verdict verdict = awaitBalance(() -> job.checkpoint(DEADLINE));
      job.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void goesOnFromASavepointWithOtherSubtasksAndQueues() throws Exception {
    int half = records.size() / 2;
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare("first", "classic");
      publisher.declare("second", "quorum");
      LocalJob one = start(null, OFTEN, 20_000, "first");
      publisher.send("first", records.subList(0, half), 0);
      publisher.confirm();
      one.awaitNextCheckpoint(DEADLINE);
      String savepoint = one.stopWithSavepoint(directory, DEADLINE);
      assertThat(publisher.ready("first")).as("acknowledged with the savepoint").isZero();
      publisher.send("second", records.subList(half, records.size()), half);
      publisher.confirm();
      LocalJob two = start(savepoint, OFTEN, 20_000, "first", "second");
      Verdict verdict = awaitBalance(() -> {});
      two.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void theServerKeepsWhatExceedsThePrefetchUntilACheckpoint() throws Exception {
    String queue = "held";
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare(queue, "classic");
      LocalJob job = start(null, NEVER, 500, queue);
      publisher.send(queue, records.subList(0, 2_000), 0);
      publisher.confirm();
      awaitWritten(500);
      assertThat(publisher.ready(queue)).isEqualTo(1_500);
      SourceMetrics metrics = new SourceMetrics(FLINK.cluster().webAddress(), job);
      awaitMetric(metrics, RabbitMetrics.UNACKNOWLEDGED.name(), 500);
      job.checkpoint(DEADLINE);
      Awaitility.await().atMost(DEADLINE).until(() -> publisher.ready(queue) == 1_000);
      awaitMetric(metrics, RabbitMetrics.PREFETCH_EXHAUSTED.name(), 1);
      awaitMetric(metrics, RabbitMetrics.REDELIVERIES_DROPPED.name(), 0);
      awaitMetric(metrics, "numRecordsIn", 1_000);
      assertThat(metrics.sum("pendingRecords"))
          .as("as of the checkpoint")
          .isBetween(1_000L, 1_500L);
      job.cancel(DEADLINE);
      Awaitility.await("given back").atMost(DEADLINE).until(() -> publisher.ready(queue) == 1_500);
    }
  }

  @Test
  void comesInOverTlsOnlyWithWhatItTrustsAndAsWhomTheServerKnows() throws Exception {
    TlsStores.Store trusted =
        new TlsStores.Store(
            RABBIT.server().certificate().trustStore().toString(),
            RABBIT.server().certificate().password());
    TlsStores tls = new TlsStores(trusted, null);
    try (Connection connection = RabbitConnections.open(server("guest", tls), "test")) {
      assertThat(connection.getClientProvidedName()).isEqualTo("test");
    }
    assertThatThrownBy(() -> RabbitConnections.open(server("wrong", tls), "test"))
        .hasStackTraceContaining("ACCESS_REFUSED");
    assertThatThrownBy(() -> RabbitConnections.open(server("guest", TlsStores.NONE), "test"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  private static ServerConfig server(String password, TlsStores tls) {
    Duration seconds = Duration.ofSeconds(10);
    return new ServerConfig(
        List.of(RABBIT.server().tlsAddress()), "/", "guest", password, seconds, seconds, tls);
  }

  private LocalJob start(
      @Nullable String savepoint, Duration interval, int prefetch, String... queues)
      throws Exception {
    String[] arguments = {
      "--config",
      Path.of(System.getProperty("breakwater.root"), CONFIGURATION).toString(),
      "--rabbitmq.addresses",
      RABBIT.server().address(),
      "--rabbitmq.username",
      "guest",
      "--rabbitmq.queues",
      String.join(",", queues),
      "--rabbitmq.prefetch",
      Integer.toString(prefetch),
      "--kafka.bootstrap.servers",
      KAFKA.bootstrapServers(),
      "--sink.topic",
      outputs.clean(),
      "--dead-letter.topic",
      outputs.dead(),
      "--dedup.duplicates-topic",
      outputs.duplicates(),
      "--job.instance",
      outputs.clean()
    };
    IngestConfig config =
        Launch.of(arguments, IngestOptions.catalog(), name -> "guest")
            .configure(IngestConfig::from);
    Configuration flink = RestartingJob.settings(interval, directory, savepoint);
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    environment.setParallelism(savepoint == null ? 2 : 4);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private static void awaitMetric(SourceMetrics metrics, String name, long value) {
    Awaitility.await(name).atMost(DEADLINE).until(() -> metrics.sum(name) == value);
  }

  /** Until the outputs hold so many records, committed or not. */
  private void awaitWritten(long count) {
    Awaitility.await("written").atMost(DEADLINE).until(() -> outputs.written() >= count);
  }

  /**
   * @param before each look, what makes records visible
   */
  private Verdict awaitBalance(Runnable before) {
    Awaitility.await()
        .atMost(DEADLINE)
        .until(
            () -> {
              before.run();
              return outputs.holdAll(truth);
            });
    assertThat(outputs.read(outputs.duplicates())).hasSize((int) truth.duplicates());
    return outputs.verdict(
        truth,
        Reading.of(Reading.header("ce_id"))
            .withReason(Reading.header(DeadLetterHeaders.REASON))
            .withOriginHeaders(
                DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION, DeadLetterHeaders.OFFSET)
            .withStubHeader(DeadLetterHeaders.STUB_SHA256));
  }

  /** Without tombstones: a message has a body, and be it empty. */
  private static List<WorkloadRecord> workload() {
    List<WorkloadRecord> all = new ArrayList<>();
    Workload.builder()
        .seed(2001)
        .events(6_000)
        .duplicates(0.05)
        .malformed(0.02)
        .headers(0.1)
        .build()
        .forEach(all::add);
    all.removeIf(record -> record.kind() == Kind.TOMBSTONE);
    return List.copyOf(all);
  }
}
