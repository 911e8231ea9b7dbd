package dev.breakwater.scripts.doctor;

import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Which transactions are the job's own, and which look as if nobody will end them.
 *
 * @param prefix of the job's own ids; empty where no job was named
 * @param stuckAfter a foreign one that is older looks stuck
 */
record Suspicion(String prefix, Duration stuckAfter) {

  boolean isOurs(OpenTransaction open) {
    return !prefix.isEmpty() && open.isOf(prefix);
  }

  /** Whether it is the job's own, or on one of these topics. */
  boolean concerns(OpenTransaction open, Set<String> topics) {
    return isOurs(open)
        || open.partitions().stream().anyMatch(partition -> topics.contains(partition.topic()));
  }

  /**
   * Never one of ours: it may hold the records of a checkpoint, which the job commits when it
   * starts from its latest state. Never one that its coordinator is ending already.
   */
  boolean looksStuck(OpenTransaction open) {
    boolean undecided =
        open.state() == TransactionState.ONGOING || open.state() == TransactionState.UNKNOWN;
    return undecided && !isOurs(open) && open.age().compareTo(stuckAfter) >= 0;
  }
}
