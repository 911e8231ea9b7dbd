package dev.breakwater.operators.ledger;

import dev.breakwater.operators.time.Rfc3339;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts and checksums per topic and bucket since they were last taken out, in arrays of a fixed
 * size: nothing is allocated for a record. For one thread.
 *
 * <p>Buckets are those of the records' own times, whatever the clock says, so that all who book a
 * record book it in the same one.
 */
final class Tally {

  /** So many accounts are kept, then they are to be taken out. */
  static final int MOST = 1024;

  private static final int SLOTS = 2 * MOST;
  private static final long ODD = 0x9e3779b97f4a7c15L;

  private final long sizeMs;
  private final @Nullable String[] topics = new String[SLOTS];
  private final long[] buckets = new long[SLOTS];
  private final long[] counts = new long[SLOTS];
  private final long[] checksums = new long[SLOTS];
  private int accounts;
  private int last;

  /**
   * @param sizeMs the time that is booked together
   */
  Tally(long sizeMs) {
    this.sizeMs = sizeMs;
  }

  /** Takes what was added out. */
  @FunctionalInterface
  interface Visitor {
    void account(String topic, long bucket, long count, long checksum);
  }

  boolean isFull() {
    return accounts == MOST;
  }

  /** Must not be full. */
  void add(String topic, long time, long identity) {
    if (!isLast(topic, time)) {
      last = slot(topic, bucket(time));
    }
    counts[last]++;
    checksums[last] += identity;
  }

  /** Each account once; none is left afterwards. */
  void drain(Visitor visitor) {
    for (int slot = 0; slot < SLOTS && accounts > 0; slot++) {
      String topic = topics[slot];
      if (topic != null) {
        visitor.account(topic, buckets[slot], counts[slot], checksums[slot]);
        topics[slot] = null;
        counts[slot] = 0;
        checksums[slot] = 0;
        accounts--;
      }
    }
  }

  /** Records of one time come together: then neither a division nor a search is needed. */
  private boolean isLast(String topic, long time) {
    long since = time - buckets[last];
    return since >= 0 && since < sizeMs && topic.equals(topics[last]);
  }

  private long bucket(long time) {
    return time < 0 || time > Rfc3339.MAX_MILLIS ? LedgerEntry.IMPOSSIBLE : time - time % sizeMs;
  }

  private int slot(String topic, long bucket) {
    long hash = (bucket / sizeMs * 31 + topic.hashCode()) * ODD;
    int slot = (int) (hash >>> 40) % SLOTS;
    while (topics[slot] != null) {
      if (buckets[slot] == bucket && Objects.equals(topics[slot], topic)) {
        return slot;
      }
      slot = (slot + 1) % SLOTS;
    }
    topics[slot] = topic;
    buckets[slot] = bucket;
    accounts++;
    return slot;
  }
}
