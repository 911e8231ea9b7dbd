package dev.breakwater.operators.kafka;

import org.apache.kafka.clients.admin.TransactionDescription;
import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction, by the evidence of the broker that coordinates it.
 *
 * <p>The evidence is the state of the transactional id with its producer id and epoch, compared
 * with those that the transaction was written with. Since transaction version 2 (Kafka 4.0) each
 * end of a transaction raises the epoch by one; before, only an end that the broker decides on does
 * (a timeout, a new producer of the same id). Each use of an id begins with {@code
 * initTransactions}, which raises the epoch once more. So at epoch {@code e} and {@code e + 1} the
 * state still speaks of the transaction of epoch {@code e}; above, of a later one.
 */
enum CommitVerdict {
  /** Committed, or bound to be: the decision is in the coordinator's log. */
  COMMITTED,
  /** Aborted: its records will never be visible. */
  ABORTED,
  /** Still open: it can be committed. */
  OPEN,
  /**
   * The id has been used again since. A pooled id is given back when its commit was answered, and
   * never before; only a run from an older state does not know of the transaction.
   */
  USED_AGAIN,
  /** The coordinator no longer knows. */
  UNKNOWN;

  /** The broker gives out a new producer id above. */
  private static final int LAST_EPOCH = Short.MAX_VALUE - 1;

  /**
   * @param producerId that the transaction was written with
   * @param epoch that the transaction was written with
   * @param seen what the coordinator says of the transactional id; null when it knows none
   */
  static CommitVerdict of(
      long producerId,
      short epoch,
      @Nullable TransactionDescription seen,
      TransactionNaming naming) {
    if (seen == null) {
      return UNKNOWN;
    }
    boolean pooled = naming == TransactionNaming.POOLING;
    if (seen.producerId() != producerId) {
      return pooled && epoch >= LAST_EPOCH - 1 ? afterRollOver(epoch, seen) : UNKNOWN;
    }
    int uses = seen.producerEpoch() - epoch;
    if (uses < 0) {
      return UNKNOWN;
    }
    CommitVerdict later = pooled ? USED_AGAIN : UNKNOWN;
    return switch (seen.state()) {
      case COMPLETE_COMMIT, PREPARE_COMMIT -> uses <= 1 ? COMMITTED : later;
      case COMPLETE_ABORT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> uses <= 1 ? ABORTED : later;
      case ONGOING -> uses == 0 ? OPEN : later;
      case EMPTY -> uses == 0 ? UNKNOWN : later;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** The last epoch of a producer id is followed by epoch 0 of a new one. */
  private static CommitVerdict afterRollOver(short epoch, TransactionDescription seen) {
    boolean first = epoch == LAST_EPOCH && seen.producerEpoch() == 0;
    return switch (seen.state()) {
      case COMPLETE_COMMIT, PREPARE_COMMIT -> first ? COMMITTED : USED_AGAIN;
      case COMPLETE_ABORT, PREPARE_ABORT -> first ? ABORTED : USED_AGAIN;
      case ONGOING, EMPTY -> USED_AGAIN;
      case PREPARE_EPOCH_FENCE, UNKNOWN -> UNKNOWN;
    };
  }
}
