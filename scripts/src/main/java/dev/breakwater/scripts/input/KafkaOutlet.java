package dev.breakwater.scripts.input;

import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of Kafka. */
public final class KafkaOutlet implements Outlet {

  /** Oversized records are up to twice as large as the job accepts. */
  public static final int LARGEST_REQUEST = 4_000_000;

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  private KafkaOutlet(String bootstrap, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST,
                ProducerConfig.LINGER_MS_CONFIG, 20,
                // Longer than any fault: what is due is kept and sent as soon as that is possible.
                ProducerConfig.BUFFER_MEMORY_CONFIG, 512L << 20,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** To a topic, whose brokers may be away for a while. */
  public static KafkaOutlet open(String bootstrap, String topic) {
    return new KafkaOutlet(bootstrap, topic);
  }

  @Override
  public void send(WorkloadRecord record, Answer answer) {
    // The call-back has the answer.
    var unused = producer.send(record.to(topic), (at, refusal) -> answer.is(refusal));
  }

  @Override
  public void finish() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
