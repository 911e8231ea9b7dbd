package dev.breakwater.scripts.audit;

import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.event.RejectedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads new verdicts until the process is interrupted. */
final class Follower {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Map<String, Object> properties;
  private final Map<TopicPartition, Long> from;

  /**
   * @param properties of the job's consumers; may hold secrets
   * @param from the first offset of each partition
   */
  Follower(Map<String, String> properties, Map<TopicPartition, Long> from) {
    this.properties = new HashMap<>(properties);
    this.properties.keySet().retainAll(ConsumerConfig.configNames());
    this.properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    this.from = Map.copyOf(from);
  }

  void run(Consumer<Verdict> each) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      while (!Thread.currentThread().isInterrupted()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          show(record, each);
        }
      }
    }
  }

  private static void show(ConsumerRecord<byte[], byte[]> record, Consumer<Verdict> each) {
    if (record.value() == null) {
      return;
    }
    try {
      each.accept(Verdict.parse(record.value()));
    } catch (RejectedException e) {
      System.err.printf(
          "no verdict at %s-%d@%d: %s%n",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }
}
