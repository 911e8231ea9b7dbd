package dev.breakwater.operators.ledger;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the ledger tells about itself, at each operator {@code ledger-…}. */
public final class LedgerMetrics {

  public static final Metric BOOKED =
      new Metric(
          "ledgerBooked", Kind.COUNTER, "records", "Records in the entries written at a boundary.");
  public static final Metric ENTRIES =
      new Metric("ledgerEntries", Kind.COUNTER, "entries", "Lines written into the books.");
  public static final Metric IMPOSSIBLE =
      new Metric(
          "ledgerImpossible",
          Kind.COUNTER,
          "records",
          "Booked records of no time, or of one before 1970 or after 9999.");

  private final Counter booked;
  private final Counter entries;
  private final Counter impossible;

  LedgerMetrics(MetricGroup group) {
    booked = Metrics.counter(group, BOOKED);
    entries = Metrics.counter(group, ENTRIES);
    impossible = Metrics.counter(group, IMPOSSIBLE);
  }

  public static List<Metric> all() {
    return List.of(BOOKED, ENTRIES, IMPOSSIBLE);
  }

  void count(LedgerEntry entry) {
    entries.inc();
    booked.inc(entry.count());
    if (entry.bucket() == LedgerEntry.IMPOSSIBLE) {
      impossible.inc(entry.count());
    }
  }
}
