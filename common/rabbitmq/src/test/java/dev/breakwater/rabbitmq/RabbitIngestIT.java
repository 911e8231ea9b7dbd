package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.input.TlsStores;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.flink.SourceMetrics;
import dev.breakwater.testkit.ingest.IngestTrial;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.rabbitmq.RabbitServerExtension;
import dev.breakwater.testkit.workload.Kind;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  @RegisterExtension static final LocalFlinkExtension FLINK = IngestTrial.cluster();

  /** Without tombstones: a message has a body, and be it empty. */
  @RegisterExtension
  final IngestTrial trial =
      new IngestTrial(
          KAFKA,
          FLINK,
          2001,
          record -> record.kind() != Kind.TOMBSTONE,
          (environment, arguments) -> {
            IngestConfig config =
                Launch.of(arguments, IngestOptions.catalog(), name -> "guest")
                    .configure(IngestConfig::from);
            IngestTopology.build(environment, IngestJob.kafka(config), config);
            return config.instance();
          });

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void balancesToTheRecordWhenTheServerGoesAndComesBackUnderLoad(String type) throws Exception {
    String queue = "killed-" + type;
    int half = trial.size() / 2;
    LocalJob job;
    declareForGood(queue, type);
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.send(queue, trial.records(0, half), 0);
      publisher.confirm();
      job = start(null, OFTEN, 20_000, queue);
      job.awaitNextCheckpoint(DEADLINE);
      // Not confirmed when the server dies: whoever sent them does not know whether it has them.
      publisher.send(queue, trial.records(half, half + 1_000), half);
      end(type);
    }
    RABBIT.server().restart();
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.send(queue, trial.records(half, trial.size()), half);
      publisher.confirm();
    }
    trial.awaitBalance(() -> assertThat(job.status().isTerminalState()).isFalse());
    assertThat(job.restores()).as("the fault was felt").isPositive();
    job.cancel(DEADLINE);
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
    int third = trial.size() / 3;
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare(queue, "classic");
      LocalJob job = start(null, NEVER, 60_000, queue);
      publisher.send(queue, trial.records(0, third), 0);
      publisher.confirm();
      trial.awaitWritten(third);
      job.checkpoint(DEADLINE);
      publisher.send(queue, trial.records(third, 2 * third), third);
      publisher.confirm();
      trial.awaitWritten(2L * third);
      FLINK.cluster().replaceTaskManagers();
      publisher.send(queue, trial.records(2 * third, trial.size()), 2 * third);
      publisher.confirm();
      trial.awaitWritten(trial.size() + (long) third);
      trial.awaitBalance(() -> job.checkpoint(DEADLINE));
      job.cancel(DEADLINE);
    }
  }

  @Test
  void goesOnFromASavepointWithOtherSubtasksAndQueues() throws Exception {
    int half = trial.size() / 2;
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare("first", "classic");
      publisher.declare("second", "quorum");
      LocalJob one = start(null, OFTEN, 20_000, "first");
      publisher.send("first", trial.records(0, half), 0);
      publisher.confirm();
      one.awaitNextCheckpoint(DEADLINE);
      String savepoint = trial.stop(one);
      assertThat(publisher.ready("first")).as("acknowledged with the savepoint").isZero();
      publisher.send("second", trial.records(half, trial.size()), half);
      publisher.confirm();
      LocalJob two = start(savepoint, OFTEN, 20_000, "first", "second");
      trial.awaitBalance(() -> {});
      two.cancel(DEADLINE);
    }
  }

  @Test
  void theServerKeepsWhatExceedsThePrefetchUntilACheckpoint() throws Exception {
    String queue = "held";
    try (Publisher publisher = new Publisher(RABBIT.server())) {
      publisher.declare(queue, "classic");
      LocalJob job = start(null, NEVER, 500, queue);
      publisher.send(queue, trial.records(0, 2_000), 0);
      publisher.confirm();
      trial.awaitWritten(500);
      assertThat(publisher.ready(queue)).isEqualTo(1_500);
      SourceMetrics metrics = trial.metrics(job);
      metrics.await(RabbitMetrics.UNACKNOWLEDGED.name(), 500, DEADLINE);
      job.checkpoint(DEADLINE);
      Awaitility.await().atMost(DEADLINE).until(() -> publisher.ready(queue) == 1_000);
      metrics.await(RabbitMetrics.PREFETCH_EXHAUSTED.name(), 1, DEADLINE);
      metrics.await(RabbitMetrics.REDELIVERIES_DROPPED.name(), 0, DEADLINE);
      metrics.await("numRecordsIn", 1_000, DEADLINE);
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
    return trial.start(
        savepoint,
        interval,
        trial.arguments(
            CONFIGURATION,
            "--rabbitmq.addresses",
            RABBIT.server().address(),
            "--rabbitmq.username",
            "guest",
            "--rabbitmq.queues",
            String.join(",", queues),
            "--rabbitmq.prefetch",
            Integer.toString(prefetch)));
  }
}
