package dev.breakwater.scripts.bench;

import dev.breakwater.testkit.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what a run has committed, independently of the run. */
final class CommittedReader {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final long STALLED_NANOS = 60_000_000_000L;

  private CommittedReader() {}

  /** Every committed value of a topic up to these offsets. */
  static Tally tally(String bootstrap, Map<TopicPartition, Long> end, Progress progress) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("isolation.level", "read_committed");
    settings.put("max.poll.records", 10_000);
    Tally tally = new Tally();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(end.keySet());
      consumer.seekToBeginning(end.keySet());
      long moved = System.nanoTime();
      while (!atEnd(consumer, end)) {
        long before = tally.records();
        for (ConsumerRecord<byte[], byte[]> committed : consumer.poll(POLL)) {
          tally.add(committed.value());
        }
        progress.at(tally.records());
        moved = tally.records() > before ? System.nanoTime() : moved;
        if (System.nanoTime() - moved > STALLED_NANOS) {
          throw new BenchException("the broker sends no more of " + List.copyOf(end.keySet()));
        }
      }
    }
    return tally;
  }

  /** The first record of a topic as text, headers included; for a message. */
  static String first(String bootstrap, String topic) {
    try (TopicReader reader = TopicReader.open(bootstrap, topic)) {
      List<ConsumerRecord<byte[], byte[]>> records = reader.poll(FIRST);
      if (records.isEmpty()) {
        return "none";
      }
      ConsumerRecord<byte[], byte[]> record = records.get(0);
      StringBuilder text = new StringBuilder(text(record.value()));
      for (Header header : record.headers()) {
        text.append("%n    ".formatted()).append(header.key()).append(": ");
        text.append(text(header.value()));
      }
      return text.toString();
    }
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean atEnd(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> end) {
    for (Map.Entry<TopicPartition, Long> partition : end.entrySet()) {
      if (consumer.position(partition.getKey()) < partition.getValue()) {
        return false;
      }
    }
    return true;
  }
}
