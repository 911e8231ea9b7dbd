package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;

/**
 * What is balanced: an equation for a topic and a job.
 *
 * @param job the job whose equation it is, or the reader of the topic; empty where nobody reads it
 */
public record Account(Equation equation, String topic, String job) {

  private static final char BETWEEN = '|';

  /** {@code equation|topic|job}: neither topics nor jobs have such a bar in their names. */
  public String key() {
    return equation.code() + BETWEEN + topic + BETWEEN + job;
  }

  /** Reads what {@link #key} writes. */
  static Account of(String key) {
    int first = key.indexOf(BETWEEN);
    int last = key.lastIndexOf(BETWEEN);
    Equation equation = first < 0 ? null : Equation.byCode(key.substring(0, first));
    if (equation == null || last == first) {
      throw new IllegalArgumentException("key must be equation|topic|job, was " + key);
    }
    return new Account(equation, key.substring(first + 1, last), key.substring(last + 1));
  }

  /** The account of a reader of the same topic. */
  Account ofReader(String reader) {
    return new Account(equation, topic, reader);
  }

  /**
   * The line of books that an entry belongs to: for a topic one for all its writers and readers,
   * since what was written is compared with each of them.
   */
  static String line(LedgerEntry entry) {
    return entry.boundary() == Boundary.READ || entry.boundary() == Boundary.EXIT
        ? new Account(Equation.JOB, entry.topic(), entry.job()).key()
        : new Account(Equation.TOPIC, entry.topic(), "").key();
  }

  /** True for an entry of the first side: what must come out again. */
  static boolean isDebit(LedgerEntry entry) {
    return entry.boundary() == Boundary.READ || entry.boundary() == Boundary.WRITTEN;
  }

  /** Whose ages of the second side are kept for themselves: each reader's of a topic. */
  static String agedBy(LedgerEntry entry) {
    return entry.boundary() == Boundary.RECEIVED ? entry.job() : "";
  }

  /** Who booked it, as far as that is told apart within its side. */
  static String party(LedgerEntry entry) {
    return switch (entry.boundary()) {
      case READ -> "";
      case EXIT -> entry.name();
      case WRITTEN -> entry.job() + "/" + entry.name();
      case RECEIVED -> entry.job();
    };
  }
}
