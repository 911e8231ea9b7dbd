package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.PartitionMetrics;
import dev.breakwater.operators.input.TlsStores;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.flink.SourceMetrics;
import dev.breakwater.testkit.ingest.IngestTrial;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.pulsar.PulsarServer;
import dev.breakwater.testkit.pulsar.PulsarServerExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.pulsar.client.api.PulsarClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ingest out of a real server that is killed, and through failures of its own. */
@Tag("pulsar")
class PulsarIngestIT {

  private static final String CONFIGURATION = "conf/jobs/ingest-pulsar.yaml";
  private static final String USER = "reader";
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(300);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();
  @RegisterExtension static final PulsarServerExtension PULSAR = new PulsarServerExtension();

  @RegisterExtension static final LocalFlinkExtension FLINK = IngestTrial.cluster();

  @RegisterExtension
  final IngestTrial trial =
      new IngestTrial(
          KAFKA,
          FLINK,
          2002,
          record -> true,
          (environment, arguments) -> {
            IngestConfig config = configured(arguments);
            IngestTopology.build(environment, IngestJob.kafka(config), config);
            return config.instance();
          });

  @BeforeAll
  static void allowWhatIsSaidToBeEnough() {
    PULSAR.server().admin().grant(USER, "consume");
  }

  @Test
  void balancesToTheRecordWhenTheServerIsKilledUnderLoadAndAPartitionIsAdded() throws Exception {
    String topic = "killed";
    PulsarServer server = PULSAR.server();
    server.admin().createTopic(topic, 2);
    int third = trial.size() / 3;
    try (Publisher publisher = new Publisher(server)) {
      publisher.send(topic, trial.records(0, third));
      publisher.confirm();
      LocalJob job =
          trial.start(null, OFTEN, of(topic, "--pulsar.partition-discovery-interval", "300 ms"));
      job.awaitNextCheckpoint(DEADLINE);
      // Not confirmed when the server dies: the client sends again what it may not have.
      publisher.send(topic, trial.records(third, 2 * third));
      server.kill();
      server.restart();
      publisher.confirm();
      SourceMetrics metrics = trial.metrics(job);
      Awaitility.await("delivered again")
          .atMost(DEADLINE)
          .until(() -> metrics.sum(PartitionMetrics.REDELIVERIES_DROPPED.name()) > 0);
      server.admin().setPartitions(topic, 3);
      publisher.forget(topic);
      publisher.send(topic, trial.records(2 * third, trial.size()));
      publisher.confirm();
      trial.awaitBalance(() -> assertThat(job.status().isTerminalState()).isFalse());
      assertThat(trial.origins()).hasSize(3);
      job.cancel(DEADLINE);
    }
  }

  @Test
  void balancesToTheRecordWhenTheJobFailsBetweenReceiptAndCheckpoint() throws Exception {
    String topic = "received";
    PULSAR.server().admin().createTopic(topic, 2);
    int third = trial.size() / 3;
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      LocalJob job = trial.start(null, NEVER, of(topic));
      publisher.send(topic, trial.records(0, third));
      publisher.confirm();
      trial.awaitWritten(third);
      job.checkpoint(DEADLINE);
      SourceMetrics metrics = trial.metrics(job);
      metrics.await("numRecordsIn", third, DEADLINE);
      metrics.await(PartitionMetrics.PARTITIONS_DISCONNECTED.name(), 0, DEADLINE);
      publisher.send(topic, trial.records(third, 2 * third));
      publisher.confirm();
      trial.awaitWritten(2L * third);
      FLINK.cluster().replaceTaskManagers();
      publisher.send(topic, trial.records(2 * third, trial.size()));
      publisher.confirm();
      trial.awaitWritten(trial.size() + (long) third);
      trial.awaitBalance(() -> job.checkpoint(DEADLINE));
      assertThat(job.restores()).as("the fault was felt").isPositive();
      job.cancel(DEADLINE);
    }
  }

  @Test
  void goesOnFromASavepointWithOtherSubtasksAndTopics() throws Exception {
    PULSAR.server().admin().createTopic("first", 3);
    PULSAR.server().admin().createTopic("second", 0);
    int half = trial.size() / 2;
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      LocalJob one = trial.start(null, OFTEN, of("first"));
      publisher.send("first", trial.records(0, half));
      publisher.confirm();
      one.awaitNextCheckpoint(DEADLINE);
      String savepoint = trial.stop(one);
      publisher.send("second", trial.records(half + 1_000, trial.size()));
      publisher.confirm();
      // As after a restart of the server: the last messages are in a ledger that is closed.
      PULSAR.server().admin().unload("first");
      LocalJob two = trial.start(savepoint, OFTEN, of("first,second"));
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
    String topic = "trimmed";
    PULSAR.server().admin().createTopic(topic, 0);
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      LocalJob one = trial.start(null, OFTEN, of(topic));
      publisher.send(topic, trial.records(0, 100));
      publisher.confirm();
      trial.awaitCommitted(100);
      String savepoint = trial.stop(one);
      publisher.send(topic, trial.records(100, 200));
      publisher.confirm();
      PULSAR.server().admin().unload(topic);
      publisher.send(topic, trial.records(200, 300));
      publisher.confirm();
      PULSAR.server().admin().skipAll(topic, trial.name());
      PULSAR.server().admin().trim(topic);
      LocalJob two = trial.submit(savepoint, OFTEN, of(topic));
      Awaitility.await("failure").atMost(DEADLINE).until(() -> two.lastFailure() != null);
      assertThat(two.lastFailure())
          .hasStackTraceContaining("after which to go on, is no longer there, but ");
      two.cancel(DEADLINE);
      LocalJob three = trial.start(savepoint, OFTEN, of(topic, "--pulsar.on-loss", "continue"));
      trial.awaitCommitted(200);
      three.awaitNextCheckpoint(DEADLINE);
      trial.awaitCommitted(200);
      three.cancel(DEADLINE);
    }
  }

  @Test
  void theServerKeepsWhatIsNotTaken() throws Exception {
    String topic = "held";
    PULSAR.server().admin().createTopic(topic, 0);
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      for (int i = 0; i < 50; i++) {
        // A batch each.
        publisher.send(topic, trial.records(i, i + 1));
        publisher.confirm();
      }
    }
    PulsarConfig config =
        ((PulsarInput) configured(of(topic, "--pulsar.receiver-queue", "10")).input()).config();
    Losses losses = config.consumers().losses(new SimpleCounter());
    try (PulsarClient client = PulsarConnections.open(config.server())) {
      PartitionConsumer consumer =
          PulsarConnections.await(
              new PartitionOpening(client, config, losses)
                  .open(PartitionSplit.untouched(config.topics().get(0), config.start())),
              config.server(),
              topic);
      awaitSent(topic, 10);
      Availability availability = new Availability();
      for (int taken = 0; taken < 10; taken++) {
        assertThat(consumer.poll(availability)).as("%s", taken).isNotNull();
      }
      awaitSent(topic, 20);
    }
  }

  /** So many messages, and no permission for more. */
  private static void awaitSent(String topic, int messages) {
    Awaitility.await(messages + " sent")
        .atMost(DEADLINE)
        .until(
            () -> PULSAR.server().admin().stats(topic),
            stats ->
                stats.contains("\"msgOutCounter\":" + messages + ",")
                    && stats.contains("\"availablePermits\":0,"));
  }

  @Test
  void comesInOverTlsOnlyWithWhatItTrustsAndAsWhomTheServerKnows() throws Exception {
    PULSAR.server().admin().createTopic("known", 2);
    TlsStores.Store trusted =
        new TlsStores.Store(
            PULSAR.server().certificate().trustStore().toString(),
            PULSAR.server().certificate().password());
    TlsStores tls = new TlsStores(trusted, null);
    String token = PULSAR.server().token(USER);
    assertThat(partitions("public/default/known", token, tls))
        .containsExactly("public/default/known-partition-0", "public/default/known-partition-1");
    assertThatThrownBy(() -> partitions("public/default/unknown", token, tls))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("public/default/unknown cannot be read from pulsar+ssl://")
        .hasMessageContaining("DoesNotExist");
    assertThatThrownBy(() -> partitions("public/default/known", token + "x", tls))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining(token);
    assertThatThrownBy(() -> partitions("public/default/known", token, TlsStores.NONE))
        .isInstanceOf(IOException.class);
  }

  private static List<String> partitions(String topic, String token, TlsStores tls)
      throws IOException {
    ServerConfig server =
        new ServerConfig(PULSAR.server().tlsServiceUrl(), token, Duration.ofSeconds(3), tls);
    try (ServerDiscovery discovery = new ServerDiscovery(server)) {
      return discovery.partitions(List.of(topic));
    }
  }

  private static IngestConfig configured(String[] arguments) throws Exception {
    return Launch.of(
            arguments,
            IngestOptions.catalog(),
            name -> name.endsWith("TOKEN") ? PULSAR.server().token(USER) : null)
        .configure(IngestConfig::from);
  }

  private String[] of(String topics, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--pulsar.service-url", PULSAR.server().serviceUrl()));
    arguments.addAll(List.of("--pulsar.topics", topics));
    arguments.addAll(List.of(more));
    return trial.arguments(CONFIGURATION, arguments.toArray(new String[0]));
  }
}
