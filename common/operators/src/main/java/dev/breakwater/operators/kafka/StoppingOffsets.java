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
 * Where a bounded source ends, as known before it started. Of a partition that was added since,
 * nothing is read.
 */
record StoppingOffsets(Map<TopicPartition, Long> ends) implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  StoppingOffsets {
    ends = Map.copyOf(ends);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    Map<TopicPartition, Long> offsets = new HashMap<>(ends);
    offsets.keySet().retainAll(partitions);
    Set<TopicPartition> added = new HashSet<>(partitions);
    added.removeAll(offsets.keySet());
    if (!added.isEmpty()) {
      offsets.putAll(broker.beginningOffsets(added));
    }
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // By Kafka; the connector's interface still asks for it.
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OutOfRange.FAIL.strategy();
  }
}
