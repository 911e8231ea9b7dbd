package dev.breakwater.testkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that belong to no group, commit nothing and skip nothing. */
final class TopicConsumers {

  private static final Duration SETUP_DEADLINE = Duration.ofSeconds(30);
  private static final Duration NEWS_DEADLINE = Duration.ofSeconds(5);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);

  private TopicConsumers() {}

  /**
   * All partitions that the topic has now. Not every node of a cluster knows at once of a topic
   * that was made a moment ago: it is asked for again for some seconds.
   */
  static List<TopicPartition> partitionsOf(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    List<PartitionInfo> known = consumer.listTopics(SETUP_DEADLINE).get(topic);
    long end = System.nanoTime() + NEWS_DEADLINE.toNanos();
    while (known == null || known.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalArgumentException("topic %s does not exist".formatted(topic));
      }
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
      known = consumer.listTopics(SETUP_DEADLINE).get(topic);
    }
    for (PartitionInfo each : known) {
      partitions.add(new TopicPartition(topic, each.partition()));
    }
    return partitions;
  }

  /**
   * Belongs to no group.
   *
   * @param isolation as in Kafka's {@code isolation.level}
   */
  static KafkaConsumer<byte[], byte[]> create(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation,
            "enable.auto.commit",
            "false",
            "allow.auto.create.topics",
            "false",
            // Offsets that are gone must not be skipped in silence.
            "auto.offset.reset",
            "none"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
