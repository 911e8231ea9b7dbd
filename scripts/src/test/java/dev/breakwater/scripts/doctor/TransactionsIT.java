package dev.breakwater.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that someone leaves open, on a real broker. */
class TransactionsIT {

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @TempDir Path directory;

  private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
  private Path config = Path.of("");
  private String raw = "";
  private String clean = "";

  @BeforeEach
  void createTopics() throws IOException {
    raw = KAFKA.newTopic("raw", 2);
    clean = KAFKA.newTopic("clean", 2);
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
                .formatted(clean, KAFKA.bootstrapServers(), raw, clean, KAFKA.newTopic("dead", 1)));
  }

  @AfterEach
  void closeProducers() {
    producers.forEach(producer -> producer.close(Duration.ZERO));
  }

  @Test
  void aForeignTransactionThatHoldsAReaderIsNamedAndAbortedAndTheReaderGoesOn() {
    String id = "somebody-" + clean;
    KafkaProducer<byte[], byte[]> foreign = open(id, clean, 0);
    send(clean, 0, 50);
    assertThat(readable()).isZero();
    readerAt(clean, 0, 0);

    Run run = transactions("--stuck-after", "0");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode found = only(run, id);
    assertThat(found.path("ours").asBoolean()).isFalse();
    assertThat(found.path("stuck").asBoolean()).isTrue();
    assertThat(found.path("state").asText()).isEqualTo("Ongoing");
    assertThat(found.path("coordinator").asInt()).isEqualTo(1);
    assertThat(found.path("partitions").get(0).asText()).isEqualTo(clean + "-0");
    JsonNode held = found.path("holds_back").get(0);
    assertThat(held.path("partition").asText()).isEqualTo(clean + "-0");
    assertThat(held.path("held_back").asLong()).isEqualTo(51);
    assertThat(held.path("readers").get(0).asText()).isEqualTo("reader-" + clean + " (lag 51)");

    assertThat(transactions("--abort", id, "--stuck-after", "0").out()).contains("would abort");
    assertThat(readable()).isZero();
    Run abort = transactions("--abort", id, "--stuck-after", "0", "--yes");
    assertThat(abort.exitCode()).as(abort.out() + abort.errors()).isZero();
    Awaitility.await().atMost(DEADLINE).until(() -> readable() == 50);
    assertThat(transactions().exitCode()).isZero();
    Assertions.assertThatThrownBy(foreign::commitTransaction)
        .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
  }

  @Test
  void refusesToAbortWhatDoesNotLookStuckUnlessForced() {
    String id = "young-" + clean;
    open(id, clean, 0);
    Run refused = transactions("--abort", id, "--yes");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).contains("does not look stuck", "--force");
    assertThat(only(transactions(), id).path("stuck").asBoolean()).isFalse();
    assertThat(transactions("--abort", id, "--yes", "--force").exitCode()).isZero();
  }

  @Test
  void neverTakesTheJobsOwnForStuck() {
    String id = clean + ":main:-0-1";
    open(id, clean, 1);
    JsonNode found = only(transactions("--stuck-after", "0"), id);
    assertThat(found.path("ours").asBoolean()).isTrue();
    assertThat(found.path("stuck").asBoolean()).isFalse();
    Run refused = transactions("--abort", id, "--yes", "--stuck-after", "0");
    assertThat(refused.out()).contains("refused", "this job's own");
    Run preflight = Run.of("ingest", "--config", config.toString(), "--json");
    assertThat(preflight.severities("open-transactions", id)).containsExactly("warning");
  }

  @Test
  void thePreflightNamesIdsThatBeginAlike() {
    String id = clean.substring(0, clean.length() - 1) + "-0-7";
    open(id, clean, 0);
    Run run = Run.of("ingest", "--config", config.toString(), "--json");
    assertThat(run.severities("prefix-overlap", id)).containsExactly("error");
    assertThat(run.severities("open-transactions", id)).containsExactly("info");
  }

  @Test
  void leavesTransactionsOnOtherTopicsAlone() {
    String other = KAFKA.newTopic("other", 1);
    open("other-" + clean, other, 0);
    assertThat(transactions("--stuck-after", "0").json().path("transactions")).isEmpty();
    Run byTopic =
        Run.of("transactions", "--bootstrap", KAFKA.bootstrapServers(), "--topic", other, "--json");
    assertThat(only(byTopic, "other-" + clean).path("partitions")).hasSize(1);
  }

  private Run transactions(String... more) {
    List<String> args = new ArrayList<>(List.of("transactions", "--config", config.toString()));
    args.add("--json");
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private static JsonNode only(Run run, String id) {
    for (JsonNode each : run.json().path("transactions")) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no transaction %s in %s".formatted(id, run.out()));
  }

  private KafkaProducer<byte[], byte[]> open(String id, String topic, int partition) {
    KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", id));
    producer.initTransactions();
    producer.beginTransaction();
    send(producer, topic, partition);
    return producer;
  }

  private void send(String topic, int partition, int count) {
    KafkaProducer<byte[], byte[]> producer = producer(Map.of());
    for (int i = 0; i < count; i++) {
      send(producer, topic, partition);
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition) {
    assertThat(producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1})))
        .succeedsWithin(DEADLINE);
  }

  private void readerAt(String topic, int partition, long offset) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      assertThat(
              admin
                  .alterConsumerGroupOffsets(
                      "reader-" + topic,
                      Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                  .all()
                  .toCompletionStage())
          .succeedsWithin(DEADLINE);
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> all = new java.util.HashMap<>(more);
    all.put("bootstrap.servers", KAFKA.bootstrapServers());
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(producer);
    return producer;
  }

  /** How many records a reader of committed records gets. */
  private long readable() {
    try (TopicReader reader = TopicReader.open(KAFKA.bootstrapServers(), clean)) {
      return reader.readToStableEnd(DEADLINE).size();
    }
  }
}
