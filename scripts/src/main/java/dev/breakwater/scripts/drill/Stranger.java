package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody else, who leaves a transaction open on our topics. */
final class Stranger implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 600_000;

  private final String bootstrap;
  private final String id;
  private final KafkaProducer<byte[], byte[]> producer;

  private Stranger(String bootstrap, String id) {
    this.bootstrap = bootstrap;
    this.id = id;
    this.producer = producer(bootstrap, id);
  }

  /**
   * One without a transaction.
   *
   * @param id transactional id
   */
  static Stranger open(String bootstrap, String id) {
    return new Stranger(bootstrap, id);
  }

  /** Writes a record into each of these partitions and does not end the transaction. */
  void leaveOpen(String topic, int... partitions) {
    producer.beginTransaction();
    for (int partition : partitions) {
      var unused = producer.send(new ProducerRecord<>(topic, partition, null, new byte[1]));
    }
    producer.flush();
  }

  /** Goes away; whoever takes the id over ends what is open. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
    producer(bootstrap, id).close();
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap, String id) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                id,
                "transaction.timeout.ms",
                TIMEOUT_MILLIS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
