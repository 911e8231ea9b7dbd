package dev.breakwater.operators.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed in some topics up to given ends, once, for an operator that has to know
 * it before it starts. For one thread.
 *
 * <p>A transaction that is still open is waited for: the sinks of a job abort those of their own
 * before its operators open, and the broker any other one in time.
 */
public final class CommittedReader {

  /** Read from the beginning of each partition. */
  public static final long BEGINNING = -1;

  private static final Logger LOG = LoggerFactory.getLogger(CommittedReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();

  /** Longer than any transaction by the broker's default: one left open holds its partition up. */
  private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(20);

  private final String purpose;
  private final Map<String, String> properties;
  private final Map<TopicPartition, Long> open;
  private final long from;

  /**
   * @param purpose for messages, as {@code repair}
   * @param properties of the job's consumers; may hold secrets
   * @param ends where reading ends, by partition
   * @param from the first record that is not older, epoch milliseconds; or {@link #BEGINNING}
   */
  public CommittedReader(
      String purpose, Map<String, String> properties, Map<TopicPartition, Long> ends, long from) {
    this.purpose = purpose;
    this.properties = properties;
    this.open = new HashMap<>(ends);
    this.from = from;
  }

  /**
   * Hands over each record.
   *
   * @throws IllegalStateException if a partition makes no progress for twenty minutes
   */
  public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> action) {
    long records = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(known(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(open.keySet());
      begin(consumer);
      close(consumer);
      long progressed = System.nanoTime();
      long reported = progressed;
      while (!open.isEmpty()) {
        int before = open.size();
        long read = read(consumer, action);
        records += read;
        close(consumer);
        long now = System.nanoTime();
        if (read > 0 || open.size() < before) {
          progressed = now;
        } else if (now - progressed > WITHOUT_PROGRESS.toNanos()) {
          throw new IllegalStateException(stuck(consumer));
        }
        if (now - reported > REPORT_NANOS) {
          reported = now;
          LOG.info("reading what is committed purpose={} records={}", purpose, records);
        }
      }
    }
    LOG.info("read what is committed purpose={} records={}", purpose, records);
  }

  private long read(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    long read = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      read++;
      Long end = open.get(new TopicPartition(record.topic(), record.partition()));
      if (end != null && record.offset() < end) {
        action.accept(record);
      }
    }
    return read;
  }

  private void begin(KafkaConsumer<byte[], byte[]> consumer) {
    if (from == BEGINNING) {
      consumer.seekToBeginning(open.keySet());
      return;
    }
    Map<TopicPartition, Long> wanted = new HashMap<>();
    open.keySet().forEach(partition -> wanted.put(partition, from));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
    open.forEach(
        (partition, end) -> {
          OffsetAndTimestamp first = found.get(partition);
          consumer.seek(partition, first == null ? end : first.offset());
        });
  }

  /** Leaves the partitions that are read to their end. */
  private void close(KafkaConsumer<byte[], byte[]> consumer) {
    if (open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
      consumer.assign(open.keySet());
    }
  }

  private String stuck(KafkaConsumer<byte[], byte[]> consumer) {
    TopicPartition partition = open.keySet().iterator().next();
    return ("%s cannot read %s beyond offset %d, its end is %d: a transaction is left open on it, or"
            + " the partition has no leader; was without progress for %s")
        .formatted(
            purpose,
            partition,
            consumer.position(partition),
            open.get(partition),
            WITHOUT_PROGRESS);
  }

  private Map<String, Object> known() {
    Map<String, Object> known = new HashMap<>(properties);
    known.keySet().retainAll(ConsumerConfig.configNames());
    known.remove(ConsumerConfig.GROUP_ID_CONFIG);
    known.remove(ConsumerConfig.CLIENT_ID_CONFIG);
    known.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    known.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    known.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return known;
  }
}
