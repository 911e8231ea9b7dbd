package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is booked for one bucket of a line: both sides by who booked them, and what was last said of
 * it. Open until it is judged; a later entry opens it again.
 */
final class Page {

  /**
   * What was last said of an account.
   *
   * @param revision how many verdicts there were, the first is 1
   */
  record Judged(Ruling ruling, Sum debit, Sum credit, int revision) {}

  private final long sizeMs;
  private final SortedMap<String, Sum> debits = new TreeMap<>();
  private final SortedMap<String, Sum> credits = new TreeMap<>();
  private final SortedMap<String, Judged> judged = new TreeMap<>();
  private final SortedMap<String, Ages> creditAges = new TreeMap<>();
  private Ages debitAges = Ages.NONE;
  private long lastBooked;
  private boolean open;

  Page(long sizeMs, long lastBooked, boolean open) {
    this.sizeMs = sizeMs;
    this.lastBooked = lastBooked;
    this.open = open;
  }

  /** A page for what the first entry of a bucket says. */
  static Page first(LedgerEntry entry) {
    return new Page(entry.sizeMs(), entry.bookedAt(), false);
  }

  /** Adds an entry up, and opens the page. */
  void book(LedgerEntry entry) {
    (Account.isDebit(entry) ? debits : credits)
        .merge(Account.party(entry), new Sum(entry.count(), entry.checksum()), Sum::plus);
    if (Account.isDebit(entry)) {
      addDebitAges(entry.ages());
    } else {
      addCreditAges(Account.agedBy(entry), entry.ages());
    }
    lastBooked = Math.max(lastBooked, entry.bookedAt());
    open = true;
  }

  /** Ages of the first side, whoever booked them. */
  Ages debitAges() {
    return debitAges;
  }

  void addDebitAges(Ages ages) {
    debitAges = debitAges.plus(ages);
  }

  /** Ages of the second side: of a topic by reader, of a job under the empty name. */
  SortedMap<String, Ages> creditAges() {
    return creditAges;
  }

  void addCreditAges(String who, Ages ages) {
    if (!ages.isEmpty()) {
      creditAges.merge(who, ages, Ages::plus);
    }
  }

  long sizeMs() {
    return sizeMs;
  }

  SortedMap<String, Sum> debits() {
    return debits;
  }

  SortedMap<String, Sum> credits() {
    return credits;
  }

  /** By the job of the account. */
  SortedMap<String, Judged> judged() {
    return judged;
  }

  /** When an entry of it was booked last, epoch milliseconds. */
  long lastBooked() {
    return lastBooked;
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }

  /** How many of its accounts are not as they should be, by what was last said. */
  int wrong() {
    int wrong = 0;
    for (Judged last : judged.values()) {
      wrong += last.ruling().isWrong() ? 1 : 0;
    }
    return wrong;
  }

  /** The first sides of its accounts that were compared with the second, by what was last said. */
  Sum judgedDebits() {
    Sum sum = Sum.ZERO;
    for (Judged last : judged.values()) {
      sum = last.ruling() == Ruling.UNKNOWN ? sum : sum.plus(last.debit());
    }
    return sum;
  }

  /** The second sides of those accounts. */
  Sum judgedCredits() {
    Sum sum = Sum.ZERO;
    for (Judged last : judged.values()) {
      sum = last.ruling() == Ruling.UNKNOWN ? sum : sum.plus(last.credit());
    }
    return sum;
  }

  Page copy() {
    Page copy = new Page(sizeMs, lastBooked, open);
    copy.debits.putAll(debits);
    copy.credits.putAll(credits);
    copy.judged.putAll(judged);
    copy.debitAges = debitAges;
    copy.creditAges.putAll(creditAges);
    return copy;
  }
}
