package dev.breakwater.pulsar;

import dev.breakwater.operators.input.StartPoint;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a topic, or a topic without partitions, and how far it was handed on.
 *
 * @param partition tenant/namespace/name
 * @param start where to begin if nothing was handed on
 * @param last the message that was handed on last
 */
record PartitionSplit(String partition, StartPoint start, @Nullable Place last)
    implements SourceSplit {

  /** One of which nothing was read. */
  static PartitionSplit untouched(String partition, StartPoint start) {
    return new PartitionSplit(partition, start, null);
  }

  @Override
  public String splitId() {
    return partition;
  }
}
