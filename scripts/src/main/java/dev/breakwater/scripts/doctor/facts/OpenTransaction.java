package dev.breakwater.scripts.doctor.facts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is neither committed nor aborted.
 *
 * @param id null where only its partitions know of it: no coordinator will ever end it, or its
 *     coordinator does not show it to this user
 * @param coordinator node id; -1 where there is none
 * @param age since its start, or since its last write where the start is not known
 * @param timeout after which the coordinator aborts it; zero where there is none
 * @param partitions what it wrote to
 * @param traces what the partitions know of it
 */
public record OpenTransaction(
    @Nullable String id,
    long producerId,
    TransactionState state,
    int coordinator,
    Duration age,
    Duration timeout,
    Set<TopicPartition> partitions,
    List<Trace> traces) {

  /**
   * What a partition knows of a transaction.
   *
   * @param start its first offset there: readers of committed records wait in front of it
   */
  public record Trace(
      TopicPartition partition, short epoch, int coordinatorEpoch, long start, long lastWrite) {}

  /** The id, or a name in its place. */
  public String name() {
    return id == null ? "producer " + producerId : id;
  }

  /** Whether its id begins like those of this copy of a job. */
  public boolean isOf(String prefix) {
    return id != null && id.startsWith(prefix);
  }
}
