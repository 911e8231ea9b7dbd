package dev.breakwater.operators.kafka;

import java.util.Locale;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * What happens when the broker no longer has the offset that a source has to read next: retention
 * was faster than the job, or the topic was deleted and made again.
 *
 * <p>One false alarm is known. A transaction ends with a marker, which takes an offset but is no
 * record. Where a partition of a topic that is written in transactions has been without records for
 * longer than its retention, the next offset of a checkpoint is that of the marker, and the marker
 * is gone: nothing was lost, but nothing can tell. {@link #CONTINUE} is right then.
 */
public enum OutOfRange {
  /** The job fails with the partition and the offset. Records were lost, and that is said. */
  FAIL,
  /**
   * The source goes on at the beginning of what the broker still has. Meant for one start, after
   * somebody has looked at what is missing.
   */
  CONTINUE;

  /** The type is deprecated by Kafka, and still what the connector's interface asks for. */
  @SuppressWarnings("deprecation")
  OffsetResetStrategy strategy() {
    return this == FAIL ? OffsetResetStrategy.NONE : OffsetResetStrategy.EARLIEST;
  }

  /** The text in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
