package dev.breakwater.operators.ledger;

import dev.breakwater.operators.time.Rfc3339;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts, checksums and ages per topic, detail and bucket since they were last taken out, in arrays
 * of a fixed size: nothing is allocated for a record. For one thread.
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
  private final @Nullable String[] details = new String[SLOTS];
  private final long[] buckets = new long[SLOTS];
  private final long[] counts = new long[SLOTS];
  private final long[] checksums = new long[SLOTS];
  private final @Nullable AgeCounts[] ages = new AgeCounts[SLOTS];
  private int accounts;
  private int last;

  /**
   * @param sizeMs the time that is booked together
   */
  Tally(long sizeMs) {
    this.sizeMs = sizeMs;
  }

  /** What was added to an account. */
  record Account(String topic, String detail, long bucket, long count, long checksum, Ages ages) {}

  boolean isFull() {
    return accounts == MOST;
  }

  /**
   * Must not be full.
   *
   * @param now the clock, for the age
   */
  void add(String topic, String detail, long time, long identity, long now) {
    if (!isLast(topic, detail, time)) {
      last = slot(topic, detail, bucket(time));
    }
    counts[last]++;
    checksums[last] += identity;
    AgeCounts known = ages[last];
    if (known != null) {
      // A clock that is behind that of whoever stamped the record makes nobody younger than new.
      known.add(Math.max(0, now - time));
    }
  }

  /** Each account once; none is left afterwards. */
  void drain(Consumer<Account> visitor) {
    for (int slot = 0; slot < SLOTS && accounts > 0; slot++) {
      String topic = topics[slot];
      if (topic != null) {
        visitor.accept(account(topic, slot));
        topics[slot] = null;
        ages[slot] = null;
        counts[slot] = 0;
        checksums[slot] = 0;
        accounts--;
      }
    }
  }

  private Account account(String topic, int slot) {
    AgeCounts known = ages[slot];
    return new Account(
        topic,
        Objects.requireNonNull(details[slot]),
        buckets[slot],
        counts[slot],
        checksums[slot],
        known == null ? Ages.NONE : known.ages());
  }

  /** Records of one time come together: then neither a division nor a search is needed. */
  private boolean isLast(String topic, String detail, long time) {
    long since = time - buckets[last];
    return since >= 0
        && since < sizeMs
        && topic.equals(topics[last])
        && detail.equals(details[last]);
  }

  private long bucket(long time) {
    return time < 0 || time > Rfc3339.MAX_MILLIS ? LedgerEntry.IMPOSSIBLE : time - time % sizeMs;
  }

  private int slot(String topic, String detail, long bucket) {
    long hash = ((bucket / sizeMs * 31 + topic.hashCode()) * 31 + detail.hashCode()) * ODD;
    int slot = (int) (hash >>> 40) % SLOTS;
    while (topics[slot] != null) {
      if (buckets[slot] == bucket
          && Objects.equals(topics[slot], topic)
          && Objects.equals(details[slot], detail)) {
        return slot;
      }
      slot = (slot + 1) % SLOTS;
    }
    topics[slot] = topic;
    details[slot] = detail;
    buckets[slot] = bucket;
    ages[slot] = bucket == LedgerEntry.IMPOSSIBLE ? null : new AgeCounts();
    accounts++;
    return slot;
  }
}
