package dev.breakwater.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.kafka.TransactionNaming;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some of a checkpoint's transactions are lost, some are not: the way back to all, once. */
class RepairIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int LARGEST = 1_000_000;

  @RegisterExtension
  static final EmbeddedKafkaExtension KAFKA =
      EmbeddedKafkaExtension.perClass(
          EmbeddedKafka.builder()
              .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(
          () ->
              LocalFlink.builder()
                  .taskManagers(2)
                  .slotsPerTaskManager(2)
                  .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1_000));

  @TempDir Path directory;

  private final Workload workload =
      Workload.builder()
          .seed(2001)
          .events(24_000)
          .duplicates(0.05)
          .malformed(0.02)
          .sizeLimit(LARGEST)
          .headers(0.1)
          .build();
  private final Iterator<WorkloadRecord> records = workload.iterator();
  private KafkaProducer<byte[], byte[]> producer;
  private Admin admin;
  private TransactionNaming naming = TransactionNaming.INCREMENTING;
  private String raw = "";
  private String clean = "";
  private String dead = "";
  private String duplicates = "";
  private String older = "";
  private String last = "";

  @BeforeEach
  void open() {
    raw = KAFKA.newTopic("raw", 4, Map.of("max.message.bytes", "4000000"));
    clean = KAFKA.newTopic("clean", 2);
    dead = KAFKA.newTopic("dead", 2);
    duplicates = KAFKA.newTopic("duplicates", 2);
    admin = Admin.create(Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrapServers()));
    producer = producer();
  }

  private void loseSomeTransactions() throws Exception {
    LocalJob job = start(null, Duration.ofHours(1));
    send(6_000);
    older = checkpoint(job);
    send(6_000);
    checkpoint(job);
    send(6_000);
    last =
        FLINK
            .cluster()
            .miniCluster()
            .triggerSavepoint(
                job.id(), directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    job.cancel(DEADLINE);
    commitEverySecond();
    Awaitility.await("the others expire")
        .atMost(DEADLINE)
        .until(() -> openTransactions().isEmpty());
  }

  @AfterEach
  void close() {
    producer.close();
    admin.close();
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void theLastStateFailsLoudlyAndTheRepairBalancesToTheRecord(TransactionNaming transactions)
      throws Exception {
    naming = transactions;
    loseSomeTransactions();
    LocalJob failed = start(last, Duration.ofMillis(300));
    failed.awaitStatus(JobStatus.FAILED, DEADLINE);
    Throwable failure = failed.lastFailure();
    assertThat(failure).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .contains("the broker has aborted it, its records are lost", "scripts/repair");

    LocalJob repaired = start(older, Duration.ofMillis(300), "--repair.enabled", "true");
    repaired.awaitRunning(DEADLINE);
    repaired.awaitNextCheckpoint(DEADLINE);
    FLINK.cluster().killTaskManager(FLINK.cluster().taskManagers().get(0));
    FLINK.cluster().startTaskManager();
    send(3_000);
    repaired.awaitNextCheckpoint(DEADLINE);
    String savepoint = repaired.stopWithSavepoint(directory, DEADLINE);

    LocalJob normal = start(savepoint, Duration.ofMillis(300));
    send(Integer.MAX_VALUE);
    Verdict verdict = awaitBalance();
    normal.cancel(DEADLINE);

    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(read(duplicates)).hasSize((int) GroundTruth.of(workload).duplicates());
    assertThat(read(dead)).hasSize(GroundTruth.of(workload).dead().size());
  }

  @Test
  void aRepairWithoutAnyStateBalancesToTheRecord() throws Exception {
    loseSomeTransactions();
    LocalJob fresh =
        start(
            null,
            Duration.ofMillis(300),
            "--repair.enabled",
            "true",
            "--source.start",
            "timestamp",
            "--source.start-timestamp",
            "0");
    send(Integer.MAX_VALUE);
    Verdict verdict = awaitBalance();
    fresh.cancel(DEADLINE);

    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(read(duplicates)).hasSize((int) GroundTruth.of(workload).duplicates());
  }

  @Test
  void aBlindRewindWritesTwiceWhatWasCommitted() throws Exception {
    loseSomeTransactions();
    LocalJob rewound = start(older, Duration.ofMillis(300));
    send(Integer.MAX_VALUE);
    Verdict verdict = awaitBalance();
    rewound.cancel(DEADLINE);

    assertThat(verdict.holds()).as("%s", verdict).isFalse();
    assertThat(verdict.duplicated()).isGreaterThan(5_000);
  }

  /** A checkpoint that is complete and kept; what it holds is committed before this returns. */
  private String checkpoint(LocalJob job) throws Exception {
    String path =
        FLINK.cluster().miniCluster().triggerCheckpoint(job.id()).get(60, TimeUnit.SECONDS);
    Awaitility.await("commits").atMost(DEADLINE).until(() -> openTransactions().isEmpty());
    return path;
  }

  /** As the subtasks would that came to it before the job ended. */
  private void commitEverySecond() throws Exception {
    int number = 0;
    for (Map.Entry<String, TransactionDescription> one : openTransactions().entrySet()) {
      if (number++ % 2 == 0) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", KAFKA.bootstrapServers());
        properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
        properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
        try (FlinkKafkaInternalProducer<byte[], byte[]> committer =
            new FlinkKafkaInternalProducer<>(properties, one.getKey())) {
          committer.resumeTransaction(
              one.getValue().producerId(), (short) one.getValue().producerEpoch());
          committer.commitTransaction();
        }
      }
    }
    assertThat(number).as("open transactions").isGreaterThan(2);
  }

  private Map<String, TransactionDescription> openTransactions() throws Exception {
    List<String> ours = new ArrayList<>();
    for (TransactionListing listing : admin.listTransactions().all().get(30, TimeUnit.SECONDS)) {
      if (listing.transactionalId().startsWith(clean + ":")) {
        ours.add(listing.transactionalId());
      }
    }
    Map<String, TransactionDescription> open =
        new HashMap<>(admin.describeTransactions(ours).all().get(30, TimeUnit.SECONDS));
    open.values()
        .removeIf(
            one ->
                one.state() != TransactionState.ONGOING
                    && one.state() != TransactionState.PREPARE_COMMIT
                    && one.state() != TransactionState.PREPARE_ABORT);
    return open;
  }

  private LocalJob start(@Nullable String state, Duration interval, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", KAFKA.bootstrapServers(),
                "--source.topics", raw,
                "--sink.topic", clean,
                "--dead-letter.topic", dead,
                "--dedup.duplicates-topic", duplicates,
                "--sink.transaction-timeout", "15 s",
                "--sink.loss-linger", "0 s",
                "--sink.transaction-naming", naming.toString(),
                "--job.instance", clean));
    arguments.addAll(List.of(more));
    IngestConfig config = IngestConfigs.shipped(arguments.toArray(new String[0]));
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    if (state != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, state);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    if (state == null) {
      job.awaitRunning(DEADLINE);
    }
    return job;
  }

  private Verdict awaitBalance() {
    GroundTruth truth = GroundTruth.of(workload);
    Awaitility.await()
        .atMost(DEADLINE)
        .until(
            () ->
                read(clean).size() >= truth.clean()
                    && read(dead).size() >= truth.dead().size()
                    && read(duplicates).size() >= truth.duplicates());
    Judge judge = new Judge(truth, Reading.ofIngest());
    read(clean).forEach(judge::clean);
    read(dead).forEach(judge::dead);
    return judge.verdict();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  /** Returns when the job, where one runs, has written what became of them. */
  private void send(int atMost) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < atMost && records.hasNext(); i++) {
      sent.add(producer.send(records.next().to(raw)));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      assertThat(one).succeedsWithin(DEADLINE);
    }
    long total = ends(raw, 4);
    Awaitility.await("all written")
        .atMost(DEADLINE)
        .until(() -> ends(clean, 2) + ends(dead, 2) + ends(duplicates, 2) >= total);
  }

  private long ends(String topic, int partitions) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    return admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .get(30, TimeUnit.SECONDS)
        .values()
        .stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            KAFKA.bootstrapServers(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            4_000_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
