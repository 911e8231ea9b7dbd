package dev.breakwater.operators.repair;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is committed in the outputs, up to where they ended before the repair. */
final class HeldReader {

  private static final Logger LOG = LoggerFactory.getLogger(HeldReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();

  /** Longer than any transaction by the broker's default: one left open holds its partition up. */
  private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(20);

  private final RepairPlan plan;
  private final Map<String, RepairOutput> outputs = new HashMap<>();
  private final Map<TopicPartition, Long> open = new HashMap<>();

  HeldReader(RepairPlan plan, Map<TopicPartition, Long> ends) {
    this.plan = plan;
    plan.outputs().forEach(output -> outputs.put(output.topic(), output));
    ends.forEach(
        (partition, end) -> {
          if (outputs.containsKey(partition.topic())) {
            open.put(partition, end);
          }
        });
  }

  /**
   * Adds all of it. A transaction that is still open is waited for: the sinks of the job abort
   * those of their own before this runs, and the broker any other one in time.
   *
   * @param own the topic that the set is for
   * @throws IllegalStateException if a partition makes no progress for twenty minutes
   */
  void readInto(Held held, String own) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(open.keySet());
      begin(consumer);
      close(consumer);
      long progressed = System.nanoTime();
      long reported = progressed;
      while (!open.isEmpty()) {
        int open = this.open.size();
        boolean any = add(consumer, held, own);
        close(consumer);
        long now = System.nanoTime();
        if (any || this.open.size() < open) {
          progressed = now;
        } else if (now - progressed > WITHOUT_PROGRESS.toNanos()) {
          throw new IllegalStateException(stuck(consumer));
        }
        if (now - reported > REPORT_NANOS) {
          reported = now;
          LOG.info("reading what is held output={} records={}", own, held.records());
        }
      }
    }
    LOG.info("read what is held output={} records={} bytes={}", own, held.records(), held.bytes());
  }

  private boolean add(KafkaConsumer<byte[], byte[]> consumer, Held held, String own) {
    boolean any = false;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      any = true;
      Long end = open.get(new TopicPartition(record.topic(), record.partition()));
      RepairOutput output = outputs.get(record.topic());
      if (end != null && output != null && record.offset() < end) {
        held.add(output, record, record.topic().equals(own));
      }
    }
    return any;
  }

  private void begin(KafkaConsumer<byte[], byte[]> consumer) {
    long from = plan.config().outputFrom();
    if (from == RepairConfig.BEGINNING) {
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
    return ("repair cannot read %s beyond offset %d, its end is %d: a transaction is left open on"
            + " it, or the partition has no leader; was without progress for %s")
        .formatted(partition, consumer.position(partition), open.get(partition), WITHOUT_PROGRESS);
  }

  private Map<String, Object> properties() {
    Map<String, Object> known = new HashMap<>(plan.properties());
    known.keySet().retainAll(ConsumerConfig.configNames());
    known.remove(ConsumerConfig.GROUP_ID_CONFIG);
    known.remove(ConsumerConfig.CLIENT_ID_CONFIG);
    known.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    known.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    known.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return known;
  }
}
