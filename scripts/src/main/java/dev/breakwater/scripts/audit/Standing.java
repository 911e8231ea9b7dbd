package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.Ages;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands: of each account and bucket the last verdict. */
public final class Standing {

  /**
   * Verdicts of an account, or of all.
   *
   * @param expected records of the first sides that were judged
   * @param found records of the second sides
   */
  public record Totals(long balanced, long wrong, long unknown, long expected, long found) {

    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    Totals plus(Verdict verdict) {
      Ruling ruling = verdict.ruling();
      if (ruling == Ruling.UNKNOWN) {
        return new Totals(balanced, wrong, unknown + 1, expected, found);
      }
      return new Totals(
          balanced + (ruling.isWrong() ? 0 : 1),
          wrong + (ruling.isWrong() ? 1 : 0),
          unknown,
          expected + verdict.debit().total().count(),
          found + verdict.credit().total().count());
    }
  }

  /** How old the records of both sides of an account were. */
  record Latency(Ages first, Ages second) {

    static final Latency NONE = new Latency(Ages.NONE, Ages.NONE);

    Latency plus(Verdict verdict) {
      return new Latency(first.plus(verdict.debit().ages()), second.plus(verdict.credit().ages()));
    }
  }

  private final Map<String, Verdict> latest = new LinkedHashMap<>();
  private long unreadable;
  private long lastSaid;

  /** Takes a record of the topic of verdicts. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      unreadable++;
      return;
    }
    try {
      Verdict verdict = Verdict.parse(record.value());
      latest.put(new String(record.key(), UTF_8), verdict);
      lastSaid = Math.max(lastSaid, verdict.closedAt());
    } catch (RejectedException e) {
      unreadable++;
    }
  }

  /**
   * By bucket. That nobody reads a topic no longer stands once a reader was judged for that bucket.
   */
  List<Verdict> verdicts() {
    Set<String> read = new HashSet<>();
    for (Verdict verdict : latest.values()) {
      if (verdict.account().equation() == Equation.TOPIC && !isUnread(verdict)) {
        read.add(topicAndBucket(verdict));
      }
    }
    return latest.values().stream()
        .filter(verdict -> !isUnread(verdict) || !read.contains(topicAndBucket(verdict)))
        .sorted(
            Comparator.comparingLong(Verdict::bucket)
                .thenComparing(verdict -> verdict.account().key()))
        .toList();
  }

  private static boolean isUnread(Verdict verdict) {
    return verdict.account().job().isEmpty();
  }

  private static String topicAndBucket(Verdict verdict) {
    return verdict.account().topic() + '|' + verdict.bucket();
  }

  /** Worst first: those with the largest difference, then the latest. */
  List<Verdict> wrong() {
    return verdicts().stream()
        .filter(verdict -> verdict.ruling().isWrong())
        .sorted(
            Comparator.comparingLong(Verdict::difference)
                .thenComparingLong(Verdict::bucket)
                .reversed())
        .toList();
  }

  /** By {@code equation|topic|job}. */
  public Map<String, Totals> byAccount() {
    Map<String, Totals> totals = new TreeMap<>();
    for (Verdict verdict : verdicts()) {
      String account = verdict.account().key();
      totals.put(account, totals.getOrDefault(account, Totals.NONE).plus(verdict));
    }
    return totals;
  }

  /** By {@code equation|topic|job}. */
  Map<String, Latency> latencies() {
    Map<String, Latency> latencies = new TreeMap<>();
    for (Verdict verdict : verdicts()) {
      String account = verdict.account().key();
      latencies.put(account, latencies.getOrDefault(account, Latency.NONE).plus(verdict));
    }
    return latencies;
  }

  public Totals total() {
    Totals total = Totals.NONE;
    for (Verdict verdict : verdicts()) {
      total = total.plus(verdict);
    }
    return total;
  }

  /** When the last verdict was said, epoch milliseconds; 0 if none was. */
  long lastSaid() {
    return lastSaid;
  }

  /** Records that are no verdicts. */
  long unreadable() {
    return unreadable;
  }
}
