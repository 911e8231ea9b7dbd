package dev.breakwater.operators.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where each partition starts, and what happens when the broker no longer has that offset.
 *
 * <p>The connector's own initializers leave the question to the consumer: a partition is then
 * checkpointed as "from the beginning" until its first record was read, and the reset that comes
 * with them ({@code earliest}, {@code latest}) hides every gap for the life of the job, not only at
 * its start. Here offsets are looked up once, as numbers, so that the first checkpoint already
 * holds the position; and an offset that is gone fails the job, unless told otherwise.
 *
 * <p>Partitions found later are not asked for here: the connector reads them from the beginning,
 * and until their first record "the beginning" is also what is in their checkpoint.
 *
 * @param timestamp epoch milliseconds; used by {@link Start#TIMESTAMP} only
 */
public record StartingOffsets(Start start, long timestamp, OutOfRange outOfRange)
    implements OffsetsInitializer {

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    return switch (start) {
      case EARLIEST -> broker.beginningOffsets(partitions);
      case COMMITTED -> committed(partitions, broker);
      case TIMESTAMP -> notBefore(timestamp, partitions, broker);
    };
  }

  @Override
  @SuppressWarnings("deprecation") // By Kafka; the connector's interface still asks for it.
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return outOfRange.strategy();
  }

  private static Map<TopicPartition, Long> committed(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    Map<TopicPartition, Long> offsets = new HashMap<>(broker.committedOffsets(partitions));
    Set<TopicPartition> fresh = new HashSet<>(partitions);
    fresh.removeAll(offsets.keySet());
    if (!fresh.isEmpty()) {
      offsets.putAll(broker.beginningOffsets(fresh));
    }
    return offsets;
  }

  private static Map<TopicPartition, Long> notBefore(
      long timestamp, Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    // The ends come first: what is written between the two questions is then not passed over.
    Map<TopicPartition, Long> offsets = new HashMap<>(broker.endOffsets(partitions));
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, timestamp));
    broker
        .offsetsForTimes(wanted)
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }
}
