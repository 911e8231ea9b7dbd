package dev.breakwater.operators.kafka;

import static dev.breakwater.operators.kafka.CommitVerdict.ABORTED;
import static dev.breakwater.operators.kafka.CommitVerdict.COMMITTED;
import static dev.breakwater.operators.kafka.CommitVerdict.OPEN;
import static dev.breakwater.operators.kafka.CommitVerdict.UNKNOWN;
import static dev.breakwater.operators.kafka.CommitVerdict.USED_AGAIN;
import static dev.breakwater.operators.kafka.TransactionNaming.INCREMENTING;
import static dev.breakwater.operators.kafka.TransactionNaming.POOLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.kafka.EmbeddedKafka;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker says of transactions whose end is known, at both versions of transactions. */
class CommitVerdictIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @RegisterExtension
  static final EmbeddedKafkaExtension KAFKA =
      EmbeddedKafkaExtension.perClass(
          EmbeddedKafka.builder()
              .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));

  private TransactionWitness witness;
  private String topic;

  @BeforeEach
  void open() {
    topic = KAFKA.newTopic("verdict", 1);
    witness =
        TransactionWitness.admin(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "acks", "all"))
            .create();
  }

  @AfterEach
  void close() {
    witness.close();
  }

  @ParameterizedTest
  @ValueSource(shorts = {2, 0})
  void tellsACommitFromALoss(short version) throws Exception {
    useTransactionVersion(version);
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        producer("ended-" + version, 60_000)) {
      Written first = write(producer);
      assertThat(verdict(first, INCREMENTING)).as("prepared").isEqualTo(OPEN);
      producer.commitTransaction();
      assertThat(verdict(first, INCREMENTING)).as("committed").isEqualTo(COMMITTED);
      assertThat(verdict(first, POOLING)).as("committed").isEqualTo(COMMITTED);

      producer.setTransactionId(first.id());
      producer.initTransactions();
      Written second = write(producer);
      assertThat(verdict(first, INCREMENTING)).as("overwritten").isNotEqualTo(ABORTED);
      assertThat(verdict(first, POOLING)).as("overwritten").isEqualTo(USED_AGAIN);
      assertThat(verdict(second, POOLING)).as("prepared").isEqualTo(OPEN);
      producer.commitTransaction();
    }
  }

  @ParameterizedTest
  @ValueSource(shorts = {2, 0})
  void aTimeOutIsALoss(short version) throws Exception {
    useTransactionVersion(version);
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer("late-" + version, 1_000)) {
      Written written = write(producer);
      awaitVerdict(written, ABORTED);
      assertThat(verdict(written, POOLING)).isEqualTo(ABORTED);
    }
  }

  @ParameterizedTest
  @ValueSource(shorts = {2, 0})
  void anotherProducerOfTheIdLeavesNoProofOfACommit(short version) throws Exception {
    useTransactionVersion(version);
    String id = "fenced-" + version;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer(id, 60_000)) {
      Written written = write(producer);
      try (FlinkKafkaInternalProducer<byte[], byte[]> other = producer(id, 60_000)) {
        assertThat(other.getTransactionalId()).isEqualTo(id);
        assertThat(verdict(written, INCREMENTING)).isEqualTo(UNKNOWN);
      }
    }
  }

  /** As after a restore: the commit is asked for by producer id and epoch only. */
  @ParameterizedTest
  @ValueSource(shorts = {2, 0})
  void aResumedCommitIsSeenAsCommitted(short version) throws Exception {
    useTransactionVersion(version);
    String id = "resumed-" + version;
    Written written;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer(id, 60_000)) {
      written = write(producer);
    }
    try (FlinkKafkaInternalProducer<byte[], byte[]> resumed =
        new FlinkKafkaInternalProducer<>(properties(60_000), id)) {
      resumed.resumeTransaction(written.producerId(), written.epoch());
      resumed.commitTransaction();
    }
    assertThat(verdict(written, INCREMENTING)).isEqualTo(COMMITTED);
    assertThat(verdict(written, POOLING)).isEqualTo(COMMITTED);
  }

  @Test
  void anIdThatWasNeverUsedIsNotKnown() throws Exception {
    assertThat(witness.describe("never-used", DEADLINE)).isNull();
  }

  private record Written(String id, long producerId, short epoch) {}

  private Written write(FlinkKafkaInternalProducer<byte[], byte[]> producer) throws Exception {
    producer.beginTransaction();
    producer.send(Topics.record(topic, 0, "a")).get(30, TimeUnit.SECONDS);
    producer.flush();
    return new Written(
        String.valueOf(producer.getTransactionalId()),
        producer.getProducerId(),
        producer.getEpoch());
  }

  private CommitVerdict verdict(Written written, TransactionNaming naming) throws Exception {
    return CommitVerdict.of(
        written.producerId(), written.epoch(), witness.describe(written.id(), DEADLINE), naming);
  }

  private void awaitVerdict(Written written, CommitVerdict expected) {
    Awaitility.await()
        .atMost(DEADLINE)
        .until(() -> verdict(written, INCREMENTING), verdict -> verdict == expected);
  }

  private static FlinkKafkaInternalProducer<byte[], byte[]> producer(String id, int timeout) {
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(properties(timeout), id);
    producer.initTransactions();
    return producer;
  }

  private static Properties properties(int timeout) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", KAFKA.bootstrapServers());
    properties.setProperty("transaction.timeout.ms", Integer.toString(timeout));
    properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
    properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
    return properties;
  }

  private static void useTransactionVersion(short version) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      FeatureUpdate.UpgradeType direction =
          version == 2
              ? FeatureUpdate.UpgradeType.UPGRADE
              : FeatureUpdate.UpgradeType.SAFE_DOWNGRADE;
      admin
          .updateFeatures(
              Map.of("transaction.version", new FeatureUpdate(version, direction)),
              new UpdateFeaturesOptions())
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }
}
