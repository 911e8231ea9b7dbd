package dev.breakwater.jobs.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.jobs.Books;
import dev.breakwater.jobs.RegisteredMetrics;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalFlinkExtension;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration on a real broker: replicas that lose, repeat, lie and are late. */
class ReconcileIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Each look reads a whole topic. */
  private static final Duration POLL = Duration.ofMillis(500);

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @RegisterExtension
  static final LocalFlinkExtension FLINK =
      LocalFlinkExtension.of(() -> LocalFlink.builder().taskManagers(2).slotsPerTaskManager(2));

  @TempDir Path directory;

  private List<String> replicas = List.of();
  private String results = "";
  private String discrepancies = "";
  private String dead = "";
  private String ledger = "";

  @BeforeEach
  void createTopics() {
    replicas = List.of(KAFKA.newTopic("a", 2), KAFKA.newTopic("b", 2), KAFKA.newTopic("c", 2));
    results = KAFKA.newTopic("results", 2);
    discrepancies = KAFKA.newTopic("discrepancies", 1);
    dead = KAFKA.newTopic("dead", 1);
    ledger = KAFKA.newTopic("ledger", 1);
  }

  @Test
  void writesEachResultOnceAndNamesAllDamageWhenATaskManagerDiesInTheMiddle() throws Exception {
    Replay replay = new Replay(2001, 6_000);
    List<ProducerRecord<byte[], byte[]>> records = replay.records(replicas);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      LocalJob job = start(null, "--quorum.deadline", "10 s", "--quorum.verify-for", "15 s");
      send(producer, records.subList(0, records.size() / 2));
      job.awaitNextCheckpoint(DEADLINE);
      FLINK.cluster().replaceTaskManagers();
      send(producer, records.subList(records.size() / 2, records.size()));
      awaitResults(replay.ids.size());
      Awaitility.await("all findings")
          .pollInterval(POLL)
          .atMost(DEADLINE)
          .until(() -> findings().size() >= replay.damage.size());
      assertThat(job.restores()).as("the fault was felt").isPositive();
      // What is missing or withheld is said at the end of the verification; nothing more may come.
      job.awaitNextCheckpoint(DEADLINE);
      awaitBooks(records.size());
      job.cancel(DEADLINE);
    }
    assertThat(findings()).containsExactlyInAnyOrderElementsOf(replay.damage);
    assertResultsAreTrue(replay);
    assertThat(read(dead)).isEmpty();
  }

  @Test
  void theStandbyTakesOverAndNothingIsLostOrTwiceAcrossASavepoint() throws Exception {
    Replay replay = new Replay(7, 0);
    for (int i = 0; i < 2_000; i++) {
      replay.sound(i);
    }
    List<ProducerRecord<byte[], byte[]>> records = replay.records(replicas);
    String[] primary = {
      "--quorum.mode", "primary", "--quorum.silent-after", "2 s", "--quorum.deadline", "40 s"
    };
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      LocalJob job = start(null, primary);
      send(producer, records.subList(0, 3_000));
      awaitResults(1_000);
      RegisteredMetrics.assertAsDefined("reconcile", FLINK.cluster().webAddress(), job);
      List<ProducerRecord<byte[], byte[]>> rest = records.subList(3_000, records.size());
      List<ProducerRecord<byte[], byte[]>> others =
          rest.stream().filter(record -> !record.topic().equals(replicas.get(0))).toList();
      send(producer, others.subList(0, others.size() / 2));
      String savepoint = job.stopWithSavepoint(directory, DEADLINE);
      LocalJob again = start(savepoint, primary);
      send(producer, others.subList(others.size() / 2, others.size()));
      awaitResults(2_000);
      awaitBooks(3_000 + others.size());
      again.cancel(DEADLINE);
    }
    assertResultsAreTrue(replay);
    List<String> changes = new ArrayList<>();
    for (JsonNode change : read("dev.breakwater.replica", discrepancies)) {
      changes.add(change.get("replica").asText() + " " + change.get("is").asText());
    }
    assertThat(changes).contains("a silent", "b active");
  }

  private void assertResultsAreTrue(Replay replay) {
    List<String> ids = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(results)) {
      String id = new String(record.headers().lastHeader("ce_id").value(), UTF_8);
      ids.add(id);
      assertThat(new String(record.value(), UTF_8)).as(id).isEqualTo(Replay.truth(id));
      assertThat(record.headers().lastHeader("breakwater-agreement") != null)
          .as("%s went out without agreement", id)
          .isEqualTo(replay.lonely.contains(id));
    }
    assertThat(ids).containsExactlyInAnyOrderElementsOf(replay.ids);
  }

  private void awaitBooks(int read) {
    new Books(KAFKA.bootstrapServers(), ledger).awaitBalance(read, results, discrepancies, dead);
  }

  private void awaitResults(int count) {
    Awaitility.await("results")
        .pollInterval(POLL)
        .atMost(DEADLINE)
        .until(() -> read(results).size() >= count);
  }

  private List<String> findings() throws IOException {
    List<String> findings = new ArrayList<>();
    for (JsonNode json : read("dev.breakwater.discrepancy", discrepancies)) {
      StringBuilder names = new StringBuilder();
      json.get("replicas").forEach(name -> names.append(name.asText()));
      findings.add(json.get("finding").asText() + "/" + json.get("id").asText() + "/" + names);
    }
    return findings;
  }

  private static List<JsonNode> read(String type, String topic) throws IOException {
    List<JsonNode> payloads = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      if (new String(record.headers().lastHeader("ce_type").value(), UTF_8).equals(type)) {
        payloads.add(JSON.readTree(record.value()));
      }
    }
    return payloads;
  }

  private LocalJob start(@Nullable String savepoint, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", KAFKA.bootstrapServers(),
                "--source.topics", String.join(";", replicas),
                "--quorum.replicas",
                    "a=%s;b=%s;c=%s".formatted(replicas.get(0), replicas.get(1), replicas.get(2)),
                "--quorum.discrepancies-topic", discrepancies,
                "--sink.topic", results,
                "--dead-letter.topic", dead,
                "--ledger.topic", ledger,
                "--job.instance", results));
    arguments.addAll(List.of(more));
    ReconcileConfig config =
        ReconcileConfigs.shipped(ReconcileConfigs.THREE, arguments.toArray(new String[0]));
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment = FLINK.cluster().environment(flink);
    ReconcileTopology.build(environment, ReconcileJob.kafka(config), config);
    LocalJob job = FLINK.cluster().submit(environment, config.instance());
    job.awaitRunning(DEADLINE);
    return job;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(producer.send(record)));
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      assertThat(one).succeedsWithin(DEADLINE);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
