package dev.breakwater.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plain and transactional producers for the tests of this package. */
final class Producers {

  private Producers() {}

  static KafkaProducer<byte[], byte[]> plain(String bootstrapServers) {
    return producer(Map.of("bootstrap.servers", bootstrapServers));
  }

  static KafkaProducer<byte[], byte[]> transactional(String bootstrapServers, String id) {
    KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id));
    producer.initTransactions();
    return producer;
  }

  /** Returns when the broker has it. */
  static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int partition, String value) {
    try {
      producer
          .send(new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8)))
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError("record was not written to " + topic, e);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(
        new HashMap<>(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }
}
