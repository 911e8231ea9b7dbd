package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many dead letters wait, by the time that they are of. For one thread. */
final class WaitingLetters {

  /** There is none whose time is known. */
  static final long NONE = Long.MAX_VALUE;

  private final NavigableMap<Long, Long> buckets = new TreeMap<>();
  private long depth;

  /**
   * Changes how many wait in a bucket of one account; where more were taken than were written, none
   * does: whoever wrote the others keeps no books.
   *
   * @param before written less taken, before
   * @param after and now
   */
  void change(long bucket, long before, long after) {
    long more = Math.max(0, after) - Math.max(0, before);
    if (more != 0) {
      depth += more;
      buckets.merge(bucket, more, (one, other) -> one + other == 0 ? null : one + other);
    }
  }

  long depth() {
    return depth;
  }

  /** The begin of the first bucket in which one waits, epoch milliseconds, or {@link #NONE}. */
  long oldest() {
    Long first = buckets.higherKey(LedgerEntry.IMPOSSIBLE);
    return first == null ? NONE : first;
  }
}
