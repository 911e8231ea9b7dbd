package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.time.Rfc3339;

/**
 * One line of the books: how many records of one bucket of time passed one boundary of a job, and
 * which, since the line before.
 *
 * @param job the instance that booked it
 * @param name which of the exits; empty where the boundary has only one. Of dead letters it ends
 *     with the reason: {@link LetterNames}
 * @param topic that the records were read from; at {@link Boundary#WRITTEN} written to
 * @param bucket begin of the time that the records are of, epoch milliseconds, or {@link
 *     #IMPOSSIBLE}
 * @param sizeMs length of that time
 * @param count of records, positive
 * @param checksum sum of their {@link Identities}, modulo 2⁶⁴
 * @param bookedAt when the line was closed, epoch milliseconds by the clock of the machine
 * @param ages how old the records were as they passed; of all of them or of none: there are none of
 *     records of impossible times, and none from jobs of before there were any
 */
public record LedgerEntry(
    String job,
    Boundary boundary,
    String name,
    String topic,
    long bucket,
    long sizeMs,
    long count,
    long checksum,
    long bookedAt,
    Ages ages) {

  /** The bucket of records of no time, or of one that cannot be. */
  public static final long IMPOSSIBLE = Long.MIN_VALUE;

  private static final char BETWEEN = '|';

  public LedgerEntry {
    require(!job.isEmpty() && job.indexOf(BETWEEN) < 0, "job must be a name without |", job);
    require(name.indexOf(BETWEEN) < 0, "name must be one without |", name);
    require(!topic.isEmpty() && topic.indexOf(BETWEEN) < 0, "topic must be a name", topic);
    require(sizeMs > 0, "size_ms must be positive", sizeMs);
    require(
        bucket == IMPOSSIBLE || (isTime(bucket) && bucket % sizeMs == 0),
        "bucket must be null or a multiple of size_ms",
        bucket);
    require(count > 0, "count must be positive", count);
    require(isTime(bookedAt), "booked_at must be a time since 1970", bookedAt);
    require(
        ages.isEmpty() || ages.count() == count,
        "age_ms must be of all records that are counted",
        ages.count());
  }

  /** One that says nothing of ages. */
  public LedgerEntry(
      String job,
      Boundary boundary,
      String name,
      String topic,
      long bucket,
      long sizeMs,
      long count,
      long checksum,
      long bookedAt) {
    this(job, boundary, name, topic, bucket, sizeMs, count, checksum, bookedAt, Ages.NONE);
  }

  /**
   * Reads what {@link #toJson} writes. Members that it does not know are of a later version and
   * leave it alone.
   *
   * @throws RejectedException where it is something else: which member is wrong, and what is
   *     allowed
   */
  public static LedgerEntry parse(byte[] json) throws RejectedException {
    return EntryJson.read(json);
  }

  /** The entry as one canonical JSON object: the same entry is always the same bytes. */
  public byte[] toJson() {
    return EntryJson.write(this);
  }

  /** The Kafka key, {@code job|boundary|name|topic|bucket}: lines of one account stay in order. */
  public byte[] key() {
    String when = bucket == IMPOSSIBLE ? "impossible" : Rfc3339.format(bucket);
    return String.join("|", job, boundary.code(), name, topic, when).getBytes(UTF_8);
  }

  private static boolean isTime(long millis) {
    return millis >= 0 && millis <= Rfc3339.MAX_MILLIS;
  }

  private static void require(boolean holds, String rule, Object was) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + was);
    }
  }
}
