package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who books in a line, and how far its pages are forgotten. Who has booked nothing for the horizon
 * is not expected any more.
 */
final class Parties {

  /** No page was forgotten yet. */
  static final long NONE = Long.MIN_VALUE;

  private final SortedMap<String, Long> debtors = new TreeMap<>();
  private final SortedMap<String, Long> creditors = new TreeMap<>();
  private long lastBooked;
  private long forgotten;

  Parties(long lastBooked, long forgotten) {
    this.lastBooked = lastBooked;
    this.forgotten = forgotten;
  }

  /** Notes who booked an entry, and leaves out who did so too long ago. */
  void note(LedgerEntry entry, long horizon) {
    (Account.isDebit(entry) ? debtors : creditors)
        .merge(Account.party(entry), entry.bookedAt(), Math::max);
    if (entry.bookedAt() > lastBooked) {
      lastBooked = entry.bookedAt();
      debtors.values().removeIf(last -> last < lastBooked - horizon);
      creditors.values().removeIf(last -> last < lastBooked - horizon);
    }
  }

  /** When each booked last, epoch milliseconds. */
  SortedMap<String, Long> debtors() {
    return debtors;
  }

  SortedMap<String, Long> creditors() {
    return creditors;
  }

  long lastBooked() {
    return lastBooked;
  }

  /** The latest bucket whose page was forgotten, or {@link #NONE}. */
  long forgotten() {
    return forgotten;
  }

  void forget(long bucket) {
    forgotten = Math.max(forgotten, bucket);
  }

  /** True for a bucket without a page that may have had one. */
  boolean isBeyond(long bucket) {
    return bucket != LedgerEntry.IMPOSSIBLE && bucket <= forgotten;
  }

  Parties copy() {
    Parties copy = new Parties(lastBooked, forgotten);
    copy.debtors.putAll(debtors);
    copy.creditors.putAll(creditors);
    return copy;
  }
}
