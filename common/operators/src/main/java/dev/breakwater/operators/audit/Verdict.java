package dev.breakwater.operators.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.time.Rfc3339;

/**
 * What is said of one account and one bucket.
 *
 * @param bucket begin of the time that the records are of, epoch milliseconds, or {@link
 *     LedgerEntry#IMPOSSIBLE}
 * @param sizeMs length of that time
 * @param debit the first side: read by the job, or written to the topic
 * @param credit the second side: out of the job, or received by the reader
 * @param revision 1 for the first that is said of it; the highest counts
 * @param closedAt when it was said, epoch milliseconds
 */
public record Verdict(
    Account account,
    long bucket,
    long sizeMs,
    Ruling ruling,
    Side debit,
    Side credit,
    int revision,
    long closedAt) {

  /** How many are missing or too many; 0 where the counts agree or are not compared. */
  public long difference() {
    return ruling == Ruling.MISSING || ruling == Ruling.SURPLUS
        ? Math.abs(credit.total().count() - debit.total().count())
        : 0;
  }

  /** The Kafka key, {@code equation|topic|job|bucket}: revisions of a verdict stay in order. */
  public byte[] key() {
    String when = bucket == LedgerEntry.IMPOSSIBLE ? "impossible" : Rfc3339.format(bucket);
    return (account.key() + '|' + when).getBytes(UTF_8);
  }

  /** The verdict as one canonical JSON object: the same verdict is always the same bytes. */
  public byte[] toJson() {
    return VerdictJson.write(this);
  }

  /**
   * Reads what {@link #toJson} writes. Members that it does not know are of a later version and
   * leave it alone.
   *
   * @throws RejectedException where it is something else: which member is wrong
   */
  public static Verdict parse(byte[] json) throws RejectedException {
    return VerdictJson.read(json);
  }
}
