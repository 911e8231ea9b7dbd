package dev.breakwater.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.Books;
import dev.breakwater.jobs.RegisteredMetrics;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration on a real broker, with every kind of bad input and faults. */
class IngestIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int LARGEST = 1_000_000;

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(2));

  @TempDir Path directory;

  private String raw = "";
  private String clean = "";
  private String dead = "";
  private String duplicates = "";
  private String ledger = "";

  @BeforeEach
  void createTopics() {
    raw = KAFKA.newTopic("raw", 4, Map.of("max.message.bytes", "4000000"));
    clean = KAFKA.newTopic("clean", 2);
    dead = KAFKA.newTopic("dead", 2);
    duplicates = KAFKA.newTopic("duplicates", 2);
    ledger = KAFKA.newTopic("ledger", 1);
  }

  @Test
  void balancesToTheRecordWhenATaskManagerDiesInTheMiddle() throws Exception {
    Workload workload = workload(30_000);
    Iterator<WorkloadRecord> records = workload.iterator();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      LocalJob job = start(null);
      send(producer, records, 10_000);
      job.awaitNextCheckpoint(DEADLINE);
      FLINK.cluster().replaceTaskManagers();
      send(producer, records, Integer.MAX_VALUE);
      Verdict verdict = awaitBalance(workload);
      assertThat(job.restores()).as("the fault was felt").isPositive();
      awaitBooks(workload);
      job.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void goesOnFromASavepointWithoutLosingOrRepeating() throws Exception {
    Workload workload = workload(12_000);
    Iterator<WorkloadRecord> records = workload.iterator();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      LocalJob first = start(null);
      send(producer, records, 6_000);
      first.awaitNextCheckpoint(DEADLINE);
      String savepoint = first.stopWithSavepoint(directory, DEADLINE);
      send(producer, records, Integer.MAX_VALUE);
      LocalJob second = start(savepoint);
      Verdict verdict = awaitBalance(workload);
      awaitBooks(workload);
      second.cancel(DEADLINE);
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
    }
  }

  @Test
  void writesEventsThatTheCloudEventsSdkReads() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      LocalJob job = start(null);
      send(producer, Workload.builder().seed(3).events(10).build().iterator(), 10);
      Awaitility.await().atMost(DEADLINE).until(() -> read(clean).size() == 10);
      RegisteredMetrics.assertAsDefined("ingest", FLINK.cluster().webAddress(), job);
      job.cancel(DEADLINE);
    }
    try (CloudEventDeserializer sdk = new CloudEventDeserializer()) {
      for (ConsumerRecord<byte[], byte[]> record : read(clean)) {
        CloudEvent event = sdk.deserialize(clean, record.headers(), record.value());
        assertThat(event.getSource()).hasToString("flights");
        assertThat(event.getType()).isEqualTo("flight.departed");
        assertThat(event.getTime()).isNotNull();
        assertThat(event.getData()).isNotNull();
        assertThat(event.getData().toBytes()).isEqualTo(record.value());
        assertThat(record.headers().lastHeader("breakwater-origin")).isNotNull();
      }
    }
  }

  private LocalJob start(@Nullable String savepoint) throws Exception {
    IngestConfig config =
        IngestConfigs.shipped(
            "--kafka.bootstrap.servers", KAFKA.bootstrapServers(),
            "--source.topics", raw,
            "--sink.topic", clean,
            "--dead-letter.topic", dead,
            "--dedup.duplicates-topic", duplicates,
            "--ledger.topic", ledger,
            "--job.instance", clean);
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    IngestTopology.build(environment, IngestJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private Verdict awaitBalance(Workload workload) {
    GroundTruth truth = GroundTruth.of(workload);
    Awaitility.await()
        .atMost(DEADLINE)
        .until(
            () ->
                read(clean).size() >= truth.clean()
                    && read(dead).size() >= truth.dead().size()
                    && read(duplicates).size() >= truth.duplicates());
    assertThat(read(duplicates)).hasSize((int) truth.duplicates());
    Judge judge = new Judge(truth, Reading.ofIngest());
    read(clean).forEach(judge::clean);
    read(dead).forEach(judge::dead);
    return judge.verdict();
  }

  private void awaitBooks(Workload workload) {
    long records = 0;
    for (Iterator<WorkloadRecord> all = workload.iterator(); all.hasNext(); all.next()) {
      records++;
    }
    new Books(KAFKA.bootstrapServers(), ledger).awaitBalance(records, clean, dead, duplicates);
  }

  private static Workload workload(int events) {
    return Workload.builder()
        .seed(2001)
        .events(events)
        .duplicates(0.05)
        .malformed(0.02)
        .oversized(0.0005)
        .sizeLimit(LARGEST)
        .headers(0.1)
        .build();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, Iterator<WorkloadRecord> records, int atMost) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < atMost && records.hasNext(); i++) {
      sent.add(producer.send(records.next().to(raw)));
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      assertThat(one).succeedsWithin(DEADLINE);
    }
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
