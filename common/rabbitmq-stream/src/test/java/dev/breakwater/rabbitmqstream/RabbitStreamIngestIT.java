package dev.breakwater.rabbitmqstream;

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
import dev.breakwater.operators.input.OpenPartitions;
import dev.breakwater.operators.input.PartitionMetrics;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

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

  /** Queues that are declared a second before kill -9 are not always there after it. */
  @BeforeAll
  static void declareForGood() throws Exception {
    SuperStreams.declare(RABBIT.server(), KILLED, 0, 2);
    RABBIT.server().stop();
    RABBIT.server().restart();
  }

  @Test
  void balancesToTheRecordWhenTheServerIsKilledUnderLoadAndAPartitionIsAdded() throws Exception {
    int third = records.size() / 3;
    try (Publisher publisher = Publisher.named(RABBIT.server())) {
      publisher.send(KILLED + "-0", records.subList(0, third));
      // RabbitMQ 3.10 spoils a stream if it is killed while it writes the first chunk of all.
      publisher.send(KILLED + "-1", records.subList(third, third + 1));
      publisher.confirm();
      LocalJob job = startSuper(KILLED, "--rabbitmq-stream.partition-discovery-interval", "300 ms");
      job.awaitNextCheckpoint(DEADLINE);
      // Not confirmed when the server dies: the client sends again what it may not have.
      publisher.send(KILLED + "-1", records.subList(third + 1, 2 * third));
      RABBIT.server().kill();
      RABBIT.server().restart();
      publisher.confirm();
      SourceMetrics metrics = new SourceMetrics(FLINK.cluster().webAddress(), job);
      Awaitility.await("delivered again")
          .atMost(DEADLINE)
          .until(() -> metrics.sum(PartitionMetrics.REDELIVERIES_DROPPED.name()) > 0);
      SuperStreams.declare(RABBIT.server(), KILLED, 2, 3);
      publisher.send(KILLED + "-2", records.subList(2 * third, records.size()));
      publisher.confirm();
      Verdict verdict = awaitBalance(() -> assertThat(job.lastFailure()).isNull());
      assertThat(streamsRead()).hasSize(3);
      job.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void balancesToTheRecordWhenTheJobFailsBetweenReceiptAndCheckpoint() throws Exception {
    String stream = "received";
    int third = records.size() / 3;
    try (Publisher publisher = Publisher.compressing(RABBIT.server())) {
      publisher.declare(stream);
      LocalJob job = start(null, NEVER, stream);
      publisher.send(stream, records.subList(0, third));
      publisher.confirm();
      awaitWritten(third);
      job.checkpoint(DEADLINE);
      SourceMetrics metrics = new SourceMetrics(FLINK.cluster().webAddress(), job);
      awaitMetric(metrics, "numRecordsIn", third);
      awaitMetric(metrics, PartitionMetrics.PARTITIONS_DISCONNECTED.name(), 0);
      awaitMetric(metrics, RabbitStreamMetrics.CHUNKS_HELD.name(), 0);
      publisher.send(stream, records.subList(third, 2 * third));
      publisher.confirm();
      awaitWritten(2L * third);
      FLINK.cluster().replaceTaskManagers();
      publisher.send(stream, records.subList(2 * third, records.size()));
      publisher.confirm();
      awaitWritten(records.size() + (long) third);
      Verdict verdict = awaitBalance(() -> job.checkpoint(DEADLINE));
      assertThat(job.restores()).as("the fault was felt").isPositive();
      job.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void goesOnFromASavepointWithOtherSubtasksAndStreams() throws Exception {
    int half = records.size() / 2;
    try (Publisher publisher = Publisher.compressing(RABBIT.server())) {
      publisher.declare("first");
      publisher.declare("second");
      LocalJob one = start(null, OFTEN, "first");
      publisher.send("first", records.subList(0, half));
      publisher.confirm();
      one.awaitNextCheckpoint(DEADLINE);
      String savepoint = one.stopWithSavepoint(directory, DEADLINE);
      publisher.send("second", records.subList(half + 1_000, records.size()));
      publisher.confirm();
      LocalJob two = start(savepoint, OFTEN, "first;second");
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
    String stream = "truncated";
    try (Publisher publisher = Publisher.named(RABBIT.server())) {
      publisher.declareShort(stream);
      LocalJob one = start(null, OFTEN, stream);
      publisher.send(stream, records.subList(0, 100));
      publisher.confirm();
      awaitCommitted(100);
      String savepoint = one.stopWithSavepoint(directory, DEADLINE);
      publisher.sendOneByOne(stream, records.subList(100, 700));
      awaitLoss(
          savepoint,
          stream,
          " of truncated, after which to go on, is no longer there, but message ");
      LocalJob three = start(savepoint, OFTEN, stream, "--rabbitmq-stream.on-loss", "continue");
      three.awaitNextCheckpoint(DEADLINE);
      Awaitility.await("the rest").atMost(DEADLINE).until(() -> outputs.committed() > 100);
      assertThat(outputs.committed()).as("without what is gone").isLessThan(700);
      three.cancel(DEADLINE);
    }
  }

  @Test
  void failsWhenTheStreamWasMadeAnewUntilTold() throws Exception {
    String stream = "anew";
    try (Publisher publisher = Publisher.compressing(RABBIT.server())) {
      publisher.declare(stream);
      LocalJob one = start(null, OFTEN, stream);
      publisher.send(stream, records.subList(0, 100));
      publisher.confirm();
      awaitCommitted(100);
      String savepoint = one.stopWithSavepoint(directory, DEADLINE);
      publisher.delete(stream);
      publisher.declare(stream);
      publisher.send(stream, records.subList(100, 150));
      publisher.confirm();
      awaitLoss(
          savepoint,
          stream,
          "message 99 of anew, after which to go on, is no longer there, but the stream ends before"
              + " it");
      publisher.send(stream, records.subList(150, 300));
      publisher.confirm();
      awaitLoss(
          savepoint,
          stream,
          "message 99 of anew, after which to go on, is no longer there, but message 99 of ");
      LocalJob three = start(savepoint, OFTEN, stream, "--rabbitmq-stream.on-loss", "continue");
      awaitCommitted(300);
      three.awaitNextCheckpoint(DEADLINE);
      awaitCommitted(300);
      three.cancel(DEADLINE);
    }
  }

  private void awaitLoss(String savepoint, String stream, String message) throws Exception {
    LocalJob job =
        submit(
            savepoint,
            OFTEN,
            "--rabbitmq-stream.streams",
            stream,
            "--rabbitmq-stream.timeout",
            "2 s");
    Awaitility.await("failure").atMost(DEADLINE).until(() -> job.lastFailure() != null);
    assertThat(job.lastFailure()).hasStackTraceContaining(message);
    job.cancel(DEADLINE);
  }

  @Test
  void theServerKeepsWhatIsNotTaken() throws Exception {
    String stream = "held";
    try (Publisher publisher = Publisher.named(RABBIT.server())) {
      publisher.declare(stream);
      publisher.sendOneByOne(stream, records.subList(0, 50));
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
    return ((RabbitStreamInput) ingest(more).input()).config();
  }

  private IngestConfig ingest(String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(Path.of(System.getProperty("breakwater.root"), CONFIGURATION).toString());
    arguments.addAll(List.of("--rabbitmq-stream.addresses", RABBIT.server().streamAddress()));
    arguments.addAll(List.of("--rabbitmq-stream.username", "guest"));
    arguments.addAll(List.of("--kafka.bootstrap.servers", KAFKA.bootstrapServers()));
    arguments.addAll(List.of("--sink.topic", outputs.clean()));
    arguments.addAll(List.of("--dead-letter.topic", outputs.dead()));
    arguments.addAll(List.of("--dedup.duplicates-topic", outputs.duplicates()));
    arguments.addAll(List.of("--job.instance", outputs.clean()));
    arguments.addAll(List.of(more));
    return Launch.of(
            arguments.toArray(new String[0]), IngestOptions.catalog(), name -> passwordFor(name))
        .configure(IngestConfig::from);
  }

  private static @Nullable String passwordFor(String name) {
    return name.endsWith("PASSWORD") ? "guest" : null;
  }

  private LocalJob start(
      @Nullable String savepoint, Duration interval, String streams, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--rabbitmq-stream.streams", streams));
    arguments.addAll(List.of(more));
    LocalJob job = submit(savepoint, interval, arguments.toArray(new String[0]));
    job.awaitRunning(DEADLINE);
    return job;
  }

  private LocalJob startSuper(String superStream, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--rabbitmq-stream.streams", "", "--rabbitmq-stream.super-streams", superStream));
    arguments.addAll(List.of(more));
    LocalJob job = submit(null, OFTEN, arguments.toArray(new String[0]));
    job.awaitRunning(DEADLINE);
    return job;
  }

  private LocalJob submit(@Nullable String savepoint, Duration interval, String... arguments)
      throws Exception {
    IngestConfig config = ingest(arguments);
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

  /** The streams that the outputs say they are made of. */
  private Set<String> streamsRead() {
    Set<String> streams = new HashSet<>();
    for (String position : positions()) {
      streams.add(position.substring(0, position.lastIndexOf('-')));
    }
    return streams;
  }

  private Set<String> positions() {
    Set<String> positions = new HashSet<>();
    for (String topic : List.of(outputs.clean(), outputs.duplicates())) {
      for (ConsumerRecord<byte[], byte[]> record : outputs.read(topic)) {
        positions.add(new String(record.headers().lastHeader("breakwater-origin").value(), UTF_8));
      }
    }
    for (ConsumerRecord<byte[], byte[]> record : outputs.read(outputs.dead())) {
      positions.add(
          text(record, DeadLetterHeaders.TOPIC) + "-0@" + text(record, DeadLetterHeaders.OFFSET));
    }
    return positions;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), UTF_8);
  }

  /** Without tombstones: the client gives a message without a body an empty one. */
  private static List<WorkloadRecord> workload() {
    List<WorkloadRecord> all = new ArrayList<>();
    Workload.builder()
        .seed(2003)
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
