package dev.breakwater.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.ingest.IngestJob;
import dev.breakwater.jobs.ingest.IngestOptions;
import dev.breakwater.jobs.ingest.IngestTopology;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.input.Availability;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.PartitionMetrics;
import dev.breakwater.operators.input.TlsStores;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.flink.RestartingJob;
import dev.breakwater.testkit.flink.SourceMetrics;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.pulsar.PulsarServer;
import dev.breakwater.testkit.pulsar.PulsarServerExtension;
import dev.breakwater.testkit.verdict.Outputs;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pulsar.client.api.PulsarClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

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

  @BeforeAll
  static void allowWhatIsSaidToBeEnough() {
    PULSAR.server().admin().grant(USER, "consume");
  }

  @Test
  void balancesToTheRecordWhenTheServerIsKilledUnderLoadAndAPartitionIsAdded() throws Exception {
    String topic = "killed";
    PulsarServer server = PULSAR.server();
    server.admin().createTopic(topic, 2);
    int third = records.size() / 3;
    try (Publisher publisher = new Publisher(server)) {
      publisher.send(topic, records.subList(0, third));
      publisher.confirm();
      LocalJob job = start(null, OFTEN, topic, "--pulsar.partition-discovery-interval", "300 ms");
      job.awaitNextCheckpoint(DEADLINE);
      // Not confirmed when the server dies: the client sends again what it may not have.
      publisher.send(topic, records.subList(third, 2 * third));
      server.kill();
      server.restart();
      publisher.confirm();
      SourceMetrics metrics = new SourceMetrics(FLINK.cluster().webAddress(), job);
      Awaitility.await("delivered again")
          .atMost(DEADLINE)
          .until(() -> metrics.sum(PartitionMetrics.REDELIVERIES_DROPPED.name()) > 0);
      server.admin().setPartitions(topic, 3);
      publisher.forget(topic);
      publisher.send(topic, records.subList(2 * third, records.size()));
      publisher.confirm();
      Verdict verdict = awaitBalance(() -> assertThat(job.status().isTerminalState()).isFalse());
      assertThat(partitionsRead()).hasSize(3);
      job.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void balancesToTheRecordWhenTheJobFailsBetweenReceiptAndCheckpoint() throws Exception {
    String topic = "received";
    PULSAR.server().admin().createTopic(topic, 2);
    int third = records.size() / 3;
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      LocalJob job = start(null, NEVER, topic);
      publisher.send(topic, records.subList(0, third));
      publisher.confirm();
      awaitWritten(third);
      job.checkpoint(DEADLINE);
      SourceMetrics metrics = new SourceMetrics(FLINK.cluster().webAddress(), job);
      awaitMetric(metrics, "numRecordsIn", third);
      awaitMetric(metrics, PartitionMetrics.PARTITIONS_DISCONNECTED.name(), 0);
      publisher.send(topic, records.subList(third, 2 * third));
      publisher.confirm();
      awaitWritten(2L * third);
      FLINK.cluster().replaceTaskManagers();
      publisher.send(topic, records.subList(2 * third, records.size()));
      publisher.confirm();
      awaitWritten(records.size() + (long) third);
      Verdict verdict = awaitBalance(() -> job.checkpoint(DEADLINE));
      assertThat(job.restores()).as("the fault was felt").isPositive();
      job.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void goesOnFromASavepointWithOtherSubtasksAndTopics() throws Exception {
    PULSAR.server().admin().createTopic("first", 3);
    PULSAR.server().admin().createTopic("second", 0);
    int half = records.size() / 2;
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      LocalJob one = start(null, OFTEN, "first");
      publisher.send("first", records.subList(0, half));
      publisher.confirm();
      one.awaitNextCheckpoint(DEADLINE);
      String savepoint = one.stopWithSavepoint(directory, DEADLINE);
      publisher.send("second", records.subList(half + 1_000, records.size()));
      publisher.confirm();
      // As after a restart of the server: the last messages are in a ledger that is closed.
      PULSAR.server().admin().unload("first");
      LocalJob two = start(savepoint, OFTEN, "first,second");
      two.awaitNextCheckpoint(DEADLINE);
      publisher.send("first", records.subList(half, half + 1_000));
      publisher.confirm();
      Verdict verdict = awaitBalance(() -> {});
      assertThat(two.lastFailure()).isNull();
      two.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void failsWhenTheServerNoLongerHasWhatComesNextUntilTold() throws Exception {
    String topic = "trimmed";
    PULSAR.server().admin().createTopic(topic, 0);
    try (Publisher publisher = new Publisher(PULSAR.server())) {
      LocalJob one = start(null, OFTEN, topic);
      publisher.send(topic, records.subList(0, 100));
      publisher.confirm();
      awaitCommitted(100);
      String savepoint = one.stopWithSavepoint(directory, DEADLINE);
      publisher.send(topic, records.subList(100, 200));
      publisher.confirm();
      PULSAR.server().admin().unload(topic);
      publisher.send(topic, records.subList(200, 300));
      publisher.confirm();
      PULSAR.server().admin().skipAll(topic, outputs.clean());
      PULSAR.server().admin().trim(topic);
      LocalJob two = submit(savepoint, OFTEN, topic);
      Awaitility.await("failure").atMost(DEADLINE).until(() -> two.lastFailure() != null);
      assertThat(two.lastFailure())
          .hasStackTraceContaining("after which to go on, is no longer there, but ");
      two.cancel(DEADLINE);
      LocalJob three = start(savepoint, OFTEN, topic, "--pulsar.on-loss", "continue");
      awaitCommitted(200);
      three.awaitNextCheckpoint(DEADLINE);
      awaitCommitted(200);
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
        publisher.send(topic, records.subList(i, i + 1));
        publisher.confirm();
      }
    }
    PulsarConfig config = config(topic, "--pulsar.receiver-queue", "10");
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

  private PulsarConfig config(String topics, String... more) throws Exception {
    return ((PulsarInput) ingest(topics, more).input()).config();
  }

  private IngestConfig ingest(String topics, String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(Path.of(System.getProperty("breakwater.root"), CONFIGURATION).toString());
    arguments.addAll(List.of("--pulsar.service-url", PULSAR.server().serviceUrl()));
    arguments.addAll(List.of("--pulsar.topics", topics));
    arguments.addAll(List.of("--kafka.bootstrap.servers", KAFKA.bootstrapServers()));
    arguments.addAll(List.of("--sink.topic", outputs.clean()));
    arguments.addAll(List.of("--dead-letter.topic", outputs.dead()));
    arguments.addAll(List.of("--dedup.duplicates-topic", outputs.duplicates()));
    arguments.addAll(List.of("--job.instance", outputs.clean()));
    arguments.addAll(List.of(more));
    return Launch.of(
            arguments.toArray(new String[0]),
            IngestOptions.catalog(),
            name -> name.endsWith("TOKEN") ? PULSAR.server().token(USER) : null)
        .configure(IngestConfig::from);
  }

  private LocalJob start(
      @Nullable String savepoint, Duration interval, String topics, String... more)
      throws Exception {
    LocalJob job = submit(savepoint, interval, topics, more);
    job.awaitRunning(DEADLINE);
    return job;
  }

  private LocalJob submit(
      @Nullable String savepoint, Duration interval, String topics, String... more)
      throws Exception {
    IngestConfig config = ingest(topics, more);
    Configuration flink = RestartingJob.settings(interval, directory, savepoint);
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    environment.setParallelism(savepoint == null ? 2 : 4);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    return FLINK.cluster().submit(environment, config.instance());
  }

  private static void awaitMetric(SourceMetrics metrics, String name, long value) {
    Awaitility.await(name).atMost(DEADLINE).until(() -> metrics.sum(name) == value);
  }

  /** Until the outputs hold so many records, committed or not. */
  private void awaitWritten(long count) {
    Awaitility.await("written").atMost(DEADLINE).until(() -> outputs.written() >= count);
  }

  /** Until the outputs hold so many committed records. */
  private void awaitCommitted(int count) {
    Awaitility.await("committed").atMost(DEADLINE).until(() -> outputs.committed() == count);
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

  /** The partitions that the outputs say they are made of. */
  private Set<String> partitionsRead() {
    Set<String> partitions = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : outputs.read(outputs.clean())) {
      String origin = new String(record.headers().lastHeader("breakwater-origin").value(), UTF_8);
      partitions.add(origin.substring(0, origin.lastIndexOf('-')));
    }
    for (ConsumerRecord<byte[], byte[]> record : outputs.read(outputs.dead())) {
      partitions.add(
          new String(record.headers().lastHeader(DeadLetterHeaders.TOPIC).value(), UTF_8));
    }
    return partitions;
  }

  private static List<WorkloadRecord> workload() {
    List<WorkloadRecord> all = new ArrayList<>();
    Workload.builder()
        .seed(2002)
        .events(6_000)
        .duplicates(0.05)
        .malformed(0.02)
        .headers(0.1)
        .build()
        .forEach(all::add);
    return List.copyOf(all);
  }
}
