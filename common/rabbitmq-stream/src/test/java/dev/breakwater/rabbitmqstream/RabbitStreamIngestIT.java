package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.PartitionMetrics;
import dev.breakwater.operators.input.TlsStores;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.flink.SourceMetrics;
import dev.breakwater.testkit.ingest.IngestTrial;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.rabbitmq.RabbitServerExtension;
import dev.breakwater.testkit.workload.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ingest out of streams of a real server that is killed, and through failures of its own. */
@Tag("rabbitmq")
class RabbitStreamIngestIT {

  private static final String CONFIGURATION = "conf/jobs/ingest-rabbitmq-stream.yaml";
  private static final String KILLED = "killed";
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(300);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final RabbitServerExtension RABBIT = RabbitServerExtension.withStreams();

  @RegisterExtension static final LocalFlinkExtension FLINK = IngestTrial.cluster();

  /** Without tombstones: the client gives a message without a body an empty one. */
  @RegisterExtension
  final IngestTrial trial =
      new IngestTrial(
          KAFKA,
          FLINK,
          2003,
          record -> record.kind() != Kind.TOMBSTONE,
          (environment, arguments) -> {
            IngestConfig config = configured(arguments);
            IngestTopology.build(environment, IngestJob.kafka(config), config);
            return config.instance();
          });

  /** Queues that are declared a second before kill -9 are not always there after it. */
  @BeforeAll
  static void declareForGood() throws Exception {
    SuperStreams.declare(RABBIT.server(), KILLED, 0, 2);
    RABBIT.server().stop();
    RABBIT.server().restart();
  }

  @Test
  void balancesToTheRecordWhenTheServerIsKilledUnderLoadAndAPartitionIsAdded() throws Exception {
    int third = trial.size() / 3;
    try (Publisher publisher = Publisher.named(RABBIT.server())) {
      publisher.send(KILLED + "-0", trial.records(0, third));
      // RabbitMQ 3.10 spoils a stream if it is killed while it writes the first chunk of all.
      publisher.send(KILLED + "-1", trial.records(third, third + 1));
      publisher.confirm();
      LocalJob job =
          trial.start(
              null,
              OFTEN,
              of(
                  "",
                  "--rabbitmq-stream.super-streams",
                  KILLED,
                  "--rabbitmq-stream.partition-discovery-interval",
                  "300 ms"));
      job.awaitNextCheckpoint(DEADLINE);
      // Not confirmed when the server dies: the client sends again what it may not have.
      publisher.send(KILLED + "-1", trial.records(third + 1, 2 * third));
      RABBIT.server().kill();
      RABBIT.server().restart();
      publisher.confirm();
      SourceMetrics metrics = trial.metrics(job);
      Awaitility.await("delivered again")
          .atMost(DEADLINE)
          .until(() -> metrics.sum(PartitionMetrics.REDELIVERIES_DROPPED.name()) > 0);
      SuperStreams.declare(RABBIT.server(), KILLED, 2, 3);
      publisher.send(KILLED + "-2", trial.records(2 * third, trial.size()));
      publisher.confirm();
      trial.awaitBalance(() -> assertThat(job.lastFailure()).isNull());
      assertThat(trial.origins()).hasSize(3);
      job.cancel(DEADLINE);
    }
  }

  @Test
  void balancesToTheRecordWhenTheJobFailsBetweenReceiptAndCheckpoint() throws Exception {
    String stream = "received";
    int third = trial.size() / 3;
    try (Publisher publisher = Publisher.compressing(RABBIT.server())) {
      publisher.declare(stream);
      LocalJob job = trial.start(null, NEVER, of(stream));
      publisher.send(stream, trial.records(0, third));
      publisher.confirm();
      trial.awaitWritten(third);
      job.checkpoint(DEADLINE);
      SourceMetrics metrics = trial.metrics(job);
      metrics.await("numRecordsIn", third, DEADLINE);
      metrics.await(PartitionMetrics.PARTITIONS_DISCONNECTED.name(), 0, DEADLINE);
      metrics.await(RabbitStreamMetrics.CHUNKS_HELD.name(), 0, DEADLINE);
      publisher.send(stream, trial.records(third, 2 * third));
      publisher.confirm();
      trial.awaitWritten(2L * third);
      FLINK.cluster().replaceTaskManagers();
      publisher.send(stream, trial.records(2 * third, trial.size()));
      publisher.confirm();
      trial.awaitWritten(trial.size() + (long) third);
      trial.awaitBalance(() -> job.checkpoint(DEADLINE));
      assertThat(job.restores()).as("the fault was felt").isPositive();
      job.cancel(DEADLINE);
    }
  }

  @Test
  void goesOnFromASavepointWithOtherSubtasksAndStreams() throws Exception {
    int half = trial.size() / 2;
    try (Publisher publisher = Publisher.compressing(RABBIT.server())) {
      publisher.declare("first");
      publisher.declare("second");
      LocalJob one = trial.start(null, OFTEN, of("first"));
      publisher.send("first", trial.records(0, half));
      publisher.confirm();
      one.awaitNextCheckpoint(DEADLINE);
      String savepoint = trial.stop(one);
      publisher.send("second", trial.records(half + 1_000, trial.size()));
      publisher.confirm();
      LocalJob two = trial.start(savepoint, OFTEN, of("first;second"));
      two.awaitNextCheckpoint(DEADLINE);
      publisher.send("first", trial.records(half, half + 1_000));
      publisher.confirm();
      trial.awaitBalance(() -> {});
      assertThat(two.lastFailure()).isNull();
      two.cancel(DEADLINE);
    }
  }

  @Test
  void failsWhenTheServerNoLongerHasWhatComesNextUntilTold() throws Exception {
    String stream = "truncated";
    try (Publisher publisher = Publisher.named(RABBIT.server())) {
      publisher.declareShort(stream);
      LocalJob one = trial.start(null, OFTEN, of(stream));
      publisher.send(stream, trial.records(0, 100));
      publisher.confirm();
      trial.awaitCommitted(100);
      String savepoint = trial.stop(one);
      publisher.sendOneByOne(stream, trial.records(100, 700));
      awaitLoss(
          savepoint,
          stream,
          " of truncated, after which to go on, is no longer there, but message ");
      LocalJob three =
          trial.start(savepoint, OFTEN, of(stream, "--rabbitmq-stream.on-loss", "continue"));
      three.awaitNextCheckpoint(DEADLINE);
      Awaitility.await("the rest").atMost(DEADLINE).until(() -> trial.committed() > 100);
      assertThat(trial.committed()).as("without what is gone").isLessThan(700);
      three.cancel(DEADLINE);
    }
  }

  @Test
  void failsWhenTheStreamWasMadeAnewUntilTold() throws Exception {
    String stream = "anew";
    try (Publisher publisher = Publisher.compressing(RABBIT.server())) {
      publisher.declare(stream);
      LocalJob one = trial.start(null, OFTEN, of(stream));
      publisher.send(stream, trial.records(0, 100));
      publisher.confirm();
      trial.awaitCommitted(100);
      String savepoint = trial.stop(one);
      publisher.delete(stream);
      publisher.declare(stream);
      publisher.send(stream, trial.records(100, 150));
      publisher.confirm();
      awaitLoss(
          savepoint,
          stream,
          "message 99 of anew, after which to go on, is no longer there, but the stream ends before"
              + " it");
      publisher.send(stream, trial.records(150, 300));
      publisher.confirm();
      awaitLoss(
          savepoint,
          stream,
          "message 99 of anew, after which to go on, is no longer there, but message 99 of ");
      LocalJob three =
          trial.start(savepoint, OFTEN, of(stream, "--rabbitmq-stream.on-loss", "continue"));
      trial.awaitCommitted(300);
      three.awaitNextCheckpoint(DEADLINE);
      trial.awaitCommitted(300);
      three.cancel(DEADLINE);
    }
  }

  private void awaitLoss(String savepoint, String stream, String message) throws Exception {
    LocalJob job = trial.submit(savepoint, OFTEN, of(stream, "--rabbitmq-stream.timeout", "2 s"));
    Awaitility.await("failure").atMost(DEADLINE).until(() -> job.lastFailure() != null);
    assertThat(job.lastFailure()).hasStackTraceContaining(message);
    job.cancel(DEADLINE);
  }

  @Test
  void theServerKeepsWhatIsNotTaken() throws Exception {
    String stream = "held";
    try (Publisher publisher = Publisher.named(RABBIT.server())) {
      publisher.declare(stream);
      publisher.sendOneByOne(stream, trial.records(0, 50));
    }
    RabbitStreamConfig config =
        config("--rabbitmq-stream.streams", stream, "--rabbitmq-stream.credits", "3");
    RabbitStreamMetrics metrics =
        new RabbitStreamMetrics(
            UnregisteredMetricsGroup.createSourceReaderMetricGroup(), new OpenPartitions<>());
    try (StreamClient client = new StreamClient(config, "held", metrics)) {
      StreamPartition partition =
          client
              .open(List.of(StreamSplit.untouched(stream, config.start())), new Availability())
              .get(0);
      Offsets taken = new Offsets();
      for (int round = 1; round <= 5; round++) {
        Awaitility.await("as many chunks as credits")
            .atMost(DEADLINE)
            .until(() -> metrics.chunksHeld().get() == 3);
        // And no more of them, however long nobody takes one.
        Awaitility.await()
            .during(Duration.ofMillis(200))
            .atMost(DEADLINE)
            .until(() -> metrics.chunksHeld().get() == 3);
        assertThat(partition.handOn(taken)).isTrue();
      }
      assertThat(taken.offsets()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void comesInOverTlsOnlyWithWhatItTrustsAndAsWhomTheServerKnows() throws Exception {
    SuperStreams.declare(RABBIT.server(), "known", 0, 2);
    TlsStores.Store trusted =
        new TlsStores.Store(
            RABBIT.server().certificate().trustStore().toString(),
            RABBIT.server().certificate().password());
    TlsStores tls = new TlsStores(trusted, null);
    assertThat(partitions("known", "guest", tls)).containsExactly("known|known-0", "known|known-1");
    assertThatThrownBy(() -> partitions("unknown", "guest", tls))
        .isInstanceOf(IOException.class)
        .hasMessage("super stream unknown is not there, or has no partitions");
    assertThatThrownBy(() -> partitions("known", "wrong", tls))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RabbitMQ cannot be reached at [127.0.0.1:")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() -> partitions("known", "guest", TlsStores.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RabbitMQ cannot be reached at [127.0.0.1:");
  }

  private List<String> partitions(String superStream, String password, TlsStores tls)
      throws Exception {
    RabbitStreamConfig config = config("--rabbitmq-stream.super-streams", superStream);
    ServerConfig plain = config.server();
    ServerConfig server =
        new ServerConfig(
            List.of(RABBIT.server().streamTlsAddress()),
            "/",
            "guest",
            password,
            plain.heartbeat(),
            plain.timeout(),
            tls);
    RabbitStreamConfig known =
        new RabbitStreamConfig(
            config.instance(),
            server,
            List.of(),
            config.superStreams(),
            config.start(),
            config.discoveryInterval(),
            config.consumers());
    try (ServerDiscovery discovery = new ServerDiscovery(known)) {
      return discovery.partitions(List.of(superStream));
    }
  }

  private RabbitStreamConfig config(String... more) throws Exception {
    return ((RabbitStreamInput) configured(arguments(more)).input()).config();
  }

  private static IngestConfig configured(String[] arguments) throws Exception {
    return Launch.of(
            arguments, IngestOptions.catalog(), name -> name.endsWith("PASSWORD") ? "guest" : null)
        .configure(IngestConfig::from);
  }

  private String[] arguments(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--rabbitmq-stream.addresses", RABBIT.server().streamAddress()));
    arguments.addAll(List.of("--rabbitmq-stream.username", "guest"));
    arguments.addAll(List.of(more));
    return trial.arguments(CONFIGURATION, arguments.toArray(new String[0]));
  }

  private String[] of(String streams, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--rabbitmq-stream.streams", streams));
    arguments.addAll(List.of(more));
    return arguments(arguments.toArray(new String[0]));
  }
}
