package dev.breakwater.operators.ledger;

import dev.breakwater.operators.time.Rfc3339;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts, checksums and ages per topic, detail and bucket since they were last taken out. Nothing
 * is allocated for a record, and all that it changes lies together. For one thread.
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
  private final @Nullable Sum[] slots = new Sum[SLOTS];
  private int accounts;
  private Sum last;

  /**
   * @param sizeMs the time that is booked together
   */
  Tally(long sizeMs) {
    this.sizeMs = sizeMs;
    this.last = new Sum("", "", LedgerEntry.IMPOSSIBLE, sizeMs);
  }

  /** What was added to an account. */
  record Account(String topic, String detail, long bucket, long count, long checksum, Ages ages) {}

  /** What is being added to one. */
  private static final class Sum {

    private final String topic;
    private final String detail;
    private final long bucket;
    private final long sizeMs;
    private final @Nullable AgeCounts ages;
    private long count;
    private long checksum;

    Sum(String topic, String detail, long bucket, long sizeMs) {
      this.topic = topic;
      this.detail = detail;
      this.bucket = bucket;
      this.sizeMs = sizeMs;
      this.ages = bucket == LedgerEntry.IMPOSSIBLE ? null : new AgeCounts();
    }

    /** Records of one time come together: then neither a division nor a search is needed. */
    boolean holds(String ofTopic, String ofDetail, long time) {
      long since = time - bucket;
      return since >= 0
          && since < sizeMs
          && ages != null
          && ofTopic.equals(topic)
          && ofDetail.equals(detail);
    }

    boolean is(String ofTopic, String ofDetail, long ofBucket) {
      return bucket == ofBucket && topic.equals(ofTopic) && detail.equals(ofDetail);
    }

    void add(long identity, long age) {
      count++;
      checksum += identity;
      if (ages != null) {
        // A clock that is behind that of whoever stamped the record makes nobody younger than new.
        ages.add(Math.max(0, age));
      }
    }

    Account account() {
      return new Account(
          topic, detail, bucket, count, checksum, ages == null ? Ages.NONE : ages.ages());
    }
  }

  boolean isFull() {
    return accounts == MOST;
  }

  /**
   * Must not be full.
   *
   * @param now the clock, for the age
   */
  void add(String topic, String detail, long time, long identity, long now) {
    Sum sum = last;
    if (!sum.holds(topic, detail, time)) {
      sum = sum(topic, detail, bucket(time));
      last = sum;
    }
    sum.add(identity, now - time);
  }

  /** Each account once; none is left afterwards. */
  void drain(Consumer<Account> visitor) {
    for (int slot = 0; slot < SLOTS && accounts > 0; slot++) {
      Sum sum = slots[slot];
      if (sum != null) {
        visitor.accept(sum.account());
        slots[slot] = null;
        accounts--;
      }
    }
    last = new Sum("", "", LedgerEntry.IMPOSSIBLE, sizeMs);
  }

  private long bucket(long time) {
    return time < 0 || time > Rfc3339.MAX_MILLIS ? LedgerEntry.IMPOSSIBLE : time - time % sizeMs;
  }

  private Sum sum(String topic, String detail, long bucket) {
    long hash = ((bucket / sizeMs * 31 + topic.hashCode()) * 31 + detail.hashCode()) * ODD;
    int slot = (int) (hash >>> 40) % SLOTS;
    for (Sum sum = slots[slot]; sum != null; sum = slots[slot]) {
      if (sum.is(topic, detail, bucket)) {
        return sum;
      }
      slot = (slot + 1) % SLOTS;
    }
    Sum created = new Sum(topic, detail, bucket, sizeMs);
    slots[slot] = created;
    accounts++;
    return created;
  }
}
