package dev.breakwater.testkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * An independent reader of one topic, from its first offset on: sees committed records only, each
 * once, in the order of its partition; joins no group and commits nothing.
 *
 * <p>An open transaction holds such a reader at the partition's last stable offset, whatever comes
 * after it. {@link #readToStableEnd} stops there; {@link #readToEnd} insists on everything written
 * and says which partition is held when it does not get there. Partitions that are added later are
 * not seen. For one thread at a time.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAST_LOOK = Duration.ofSeconds(2);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> anything;
  private final List<TopicPartition> partitions;

  private TopicReader(String bootstrapServers, String topic) {
    this.topic = topic;
    this.committed = TopicConsumers.create(bootstrapServers, "read_committed");
    this.anything = TopicConsumers.create(bootstrapServers, "read_uncommitted");
    try {
      this.partitions = TopicConsumers.partitionsOf(committed, topic);
      committed.assign(partitions);
      committed.seekToBeginning(partitions);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * A reader at the first offset of every partition.
   *
   * @throws IllegalArgumentException when there is no such topic
   */
  public static TopicReader open(String bootstrapServers, String topic) {
    return new TopicReader(bootstrapServers, topic);
  }

  /**
   * All committed records of a topic up to its stable end as it is now, by partition and offset.
   *
   * @throws ReadStalledException when that takes longer than the deadline
   */
  public static List<ConsumerRecord<byte[], byte[]>> readAll(
      String bootstrapServers, String topic, Duration deadline) {
    try (TopicReader reader = open(bootstrapServers, topic)) {
      return reader.readToStableEnd(deadline);
    }
  }

  /** The next committed records; none when there are none within the time given. */
  public List<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    addTo(records, committed.poll(atMost));
    return records;
  }

  /**
   * What is left up to the last stable offset of every partition as it is at the call.
   *
   * @throws ReadStalledException when that takes longer than the deadline
   */
  public List<ConsumerRecord<byte[], byte[]>> readToStableEnd(Duration deadline) {
    long until = System.nanoTime() + deadline.toNanos();
    return readTo(ends(committed, deadline), until, deadline);
  }

  /**
   * What is left up to the last offset written to every partition at the call, waiting for open
   * transactions before it to end.
   *
   * @throws ReadStalledException when that takes longer than the deadline; it names the partitions
   *     and offsets at which a transaction is open
   */
  public List<ConsumerRecord<byte[], byte[]>> readToEnd(Duration deadline) {
    long until = System.nanoTime() + deadline.toNanos();
    return readTo(ends(anything, deadline), until, deadline);
  }

  /**
   * How many offsets of each partition are behind an open transaction, for partitions that have
   * one: written, but not to be read yet.
   */
  public Map<Integer, Long> held(Duration deadline) {
    Map<TopicPartition, Long> stable = ends(committed, deadline);
    Map<TopicPartition, Long> written = ends(anything, deadline);
    Map<Integer, Long> held = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      long offsets = written.getOrDefault(partition, 0L) - stable.getOrDefault(partition, 0L);
      if (offsets > 0) {
        held.put(partition.partition(), offsets);
      }
    }
    return held;
  }

  @Override
  public void close() {
    committed.close();
    anything.close();
  }

  private List<ConsumerRecord<byte[], byte[]>> readTo(
      Map<TopicPartition, Long> end, long until, Duration deadline) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<TopicPartition, Long> targets = new HashMap<>(end);
    targets.entrySet().removeIf(target -> isReached(target.getKey(), target.getValue(), until));
    while (!targets.isEmpty()) {
      if (System.nanoTime() - until > 0) {
        throw stalled(targets, deadline);
      }
      addTo(records, committed.poll(POLL));
      targets.entrySet().removeIf(target -> isReached(target.getKey(), target.getValue(), until));
    }
    records.sort(Comparator.comparingInt(ConsumerRecord::partition));
    return records;
  }

  private Map<TopicPartition, Long> ends(
      KafkaConsumer<byte[], byte[]> consumer, Duration deadline) {
    try {
      return consumer.endOffsets(partitions, deadline);
    } catch (TimeoutException e) {
      throw noAnswer(deadline);
    }
  }

  private ReadStalledException noAnswer(Duration deadline) {
    return new ReadStalledException(
        "topic %s was not read to its end within %s: the broker does not answer"
            .formatted(topic, deadline));
  }

  private boolean isReached(TopicPartition partition, long end, long until) {
    long left = Math.max(until - System.nanoTime(), 1);
    try {
      return committed.position(partition, Duration.ofNanos(left)) >= end;
    } catch (TimeoutException unknown) {
      return false;
    }
  }

  private ReadStalledException stalled(Map<TopicPartition, Long> targets, Duration deadline) {
    Map<TopicPartition, Long> stable;
    try {
      stable = committed.endOffsets(targets.keySet(), LAST_LOOK);
    } catch (TimeoutException e) {
      return noAnswer(deadline);
    }
    StringBuilder text = new StringBuilder();
    text.append("topic %s was not read to its end within %s:".formatted(topic, deadline));
    for (Map.Entry<TopicPartition, Long> target : targets.entrySet()) {
      long stableEnd = stable.getOrDefault(target.getKey(), 0L);
      text.append(
          " partition %d is at %d of %d%s;"
              .formatted(
                  target.getKey().partition(),
                  committed.position(target.getKey(), LAST_LOOK),
                  target.getValue(),
                  stableEnd < target.getValue()
                      ? ", held by a transaction that is open since offset " + stableEnd
                      : ""));
    }
    text.setLength(text.length() - 1);
    return new ReadStalledException(text.toString());
  }

  private static void addTo(
      List<ConsumerRecord<byte[], byte[]>> list, ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> each : records) {
      list.add(each);
    }
  }
}
