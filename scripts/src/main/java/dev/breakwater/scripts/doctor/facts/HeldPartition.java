package dev.breakwater.scripts.doctor.facts;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition whose readers of committed records stand still in front of an open transaction.
 *
 * @param stable the offset at which they wait
 * @param end the offset after the last record
 * @param holders names of the transactions that begin there
 * @param readers consumer groups that have come that far, with their lag
 */
public record HeldPartition(
    TopicPartition partition, long stable, long end, List<String> holders, List<String> readers) {

  /** How many offsets are out of reach, transaction markers included. */
  public long heldBack() {
    return end - stable;
  }
}
