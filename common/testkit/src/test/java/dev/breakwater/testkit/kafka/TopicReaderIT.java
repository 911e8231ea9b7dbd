package dev.breakwater.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicReaderIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  @Test
  void readsCommittedRecordsOnly() {
    String topic = KAFKA.newTopic("committed", 1);
    try (KafkaProducer<byte[], byte[]> producer = transactional(topic)) {
      write(producer, topic, 0, "a");
      producer.commitTransaction();
      write(producer, topic, 0, "aborted");
      producer.abortTransaction();
      write(producer, topic, 0, "b");
      producer.commitTransaction();
    }
    assertThat(values(TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE)))
        .containsExactly("a", "b");
  }

  @Test
  void endsOnATopicThatHasNothingButAbortedRecords() {
    String topic = KAFKA.newTopic("aborted", 1);
    try (KafkaProducer<byte[], byte[]> producer = transactional(topic)) {
      write(producer, topic, 0, "aborted");
      producer.abortTransaction();
    }
    assertThat(TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE)).isEmpty();
  }

  @Test
  void ordersByPartitionAndOffset() {
    String topic = KAFKA.newTopic("ordered", 3);
    try (KafkaProducer<byte[], byte[]> producer = Producers.plain(KAFKA.bootstrapServers())) {
      for (String value : List.of("2", "0", "1", "2", "0", "1")) {
        Producers.send(producer, topic, Integer.parseInt(value), value);
      }
    }
    assertThat(values(TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE)))
        .containsExactly("0", "0", "1", "1", "2", "2");
  }

  @Test
  void stopsBeforeAnOpenTransactionOrSaysWhereItIsHeld() {
    String topic = KAFKA.newTopic("open", 2);
    try (KafkaProducer<byte[], byte[]> first = transactional(topic);
        KafkaProducer<byte[], byte[]> second = transactional(topic + "-second");
        TopicReader reader = TopicReader.open(KAFKA.bootstrapServers(), topic)) {
      write(first, topic, 0, "a");
      first.commitTransaction();
      write(first, topic, 0, "open");
      write(second, topic, 0, "behind");
      second.commitTransaction();

      assertThat(values(reader.readToStableEnd(DEADLINE))).containsExactly("a");
      assertThat(reader.held(DEADLINE)).isEqualTo(Map.of(0, 3L));
      assertThatThrownBy(() -> reader.readToEnd(SHORT))
          .isInstanceOf(ReadStalledException.class)
          .hasMessage(
              "topic %s was not read to its end within PT0.5S: partition 0 is at 2 of 5, "
                  + "held by a transaction that is open since offset 2",
              topic);

      first.commitTransaction();
      assertThat(values(reader.readToEnd(DEADLINE))).containsExactly("open", "behind");
      assertThat(reader.held(DEADLINE)).isEmpty();
    }
  }

  @Test
  void readsOnWhereItWas() {
    String topic = KAFKA.newTopic("incremental", 1);
    try (KafkaProducer<byte[], byte[]> producer = transactional(topic);
        TopicReader reader = TopicReader.open(KAFKA.bootstrapServers(), topic)) {
      assertThat(reader.poll(SHORT)).isEmpty();
      for (String value : List.of("a", "b")) {
        write(producer, topic, 0, value);
        producer.commitTransaction();
        List<String> seen =
            Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> values(reader.poll(SHORT)), values -> !values.isEmpty());
        assertThat(seen).containsExactly(value);
      }
    }
  }

  @Test
  void saysThatTheTopicDoesNotExist() {
    assertThatThrownBy(() -> TopicReader.open(KAFKA.bootstrapServers(), "nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topic nowhere does not exist");
  }

  @Test
  void saysThatTheBrokerDoesNotAnswer() {
    try (EmbeddedKafka broker = EmbeddedKafka.builder().start()) {
      broker.createTopic("gone", 1);
      try (TopicReader reader = TopicReader.open(broker.bootstrapServers(), "gone")) {
        broker.stop();
        assertThatThrownBy(() -> reader.readToEnd(SHORT))
            .isInstanceOf(ReadStalledException.class)
            .hasMessage(
                "topic gone was not read to its end within PT0.5S: the broker does not answer");
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> transactional(String id) {
    return Producers.transactional(KAFKA.bootstrapServers(), id);
  }

  private static void write(
      KafkaProducer<byte[], byte[]> producer, String topic, int partition, String value) {
    producer.beginTransaction();
    Producers.send(producer, topic, partition, value);
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }
}
