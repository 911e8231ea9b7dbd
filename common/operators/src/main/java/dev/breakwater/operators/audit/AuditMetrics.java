package dev.breakwater.operators.audit;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.audit.Auditor.Closing;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the audit tells about itself, at the operator {@code audit}. */
public final class AuditMetrics {

  /** The label of what is counted by equation; its values are {@link Equation#code()}. */
  public static final String EQUATION_LABEL = "equation";

  public static final Metric BALANCED =
      verdicts("auditBalanced", "Verdicts balanced, revised ones included, by the label equation.");
  public static final Metric MISSING =
      verdicts("auditMissing", "Verdicts missing, revised ones included, by the label equation.");
  public static final Metric SURPLUS =
      verdicts("auditSurplus", "Verdicts surplus, revised ones included, by the label equation.");
  public static final Metric ALTERED =
      verdicts("auditAltered", "Verdicts altered, revised ones included, by the label equation.");
  public static final Metric UNKNOWN =
      verdicts("auditUnknown", "Verdicts unknown, revised ones included, by the label equation.");
  public static final Metric REVISED =
      new Metric(
          "auditRevised",
          Kind.COUNTER,
          "verdicts",
          "Verdicts that replace an earlier one, since entries came late.");
  public static final Metric EXPECTED =
      new Metric(
              "auditExpected",
              Kind.COUNTER,
              "records",
              "Records of the first side of what was judged: written to a topic, read by a job; by"
                  + " the label equation.")
          .by(EQUATION_LABEL);
  public static final Metric FOUND =
      new Metric(
              "auditFound",
              Kind.COUNTER,
              "records",
              "Records of the second side of what was judged: received from the topic, out of the"
                  + " job; over auditExpected it is the completeness; by the label equation.")
          .by(EQUATION_LABEL);
  public static final Metric ENTRIES =
      new Metric("auditEntries", Kind.COUNTER, "entries", "Entries of the ledger that were added.");
  public static final Metric REFUSED =
      new Metric(
          "auditRefused",
          Kind.COUNTER,
          "entries",
          "Entries dead-lettered: of a forgotten bucket, or of one of another length.");
  public static final Metric OPEN =
      new Metric(
          "auditOpen", Kind.GAUGE, "buckets", "Buckets that wait for their verdict, by account.");
  public static final Metric WRONG =
      new Metric(
          "auditWrong",
          Kind.GAUGE,
          "verdicts",
          "Verdicts within the horizon that stand at missing, surplus or altered.");
  public static final Metric LAST_VERDICT =
      new Metric(
          "auditLastVerdict",
          Kind.GAUGE,
          "ms",
          "How long ago the last verdict was said, by the clock; since the start if none was.");

  private final Map<Ruling, Map<Equation, Counter>> verdicts = new EnumMap<>(Ruling.class);
  private final Map<Equation, Counter> expected = new EnumMap<>(Equation.class);
  private final Map<Equation, Counter> found = new EnumMap<>(Equation.class);
  private final Counter revised;
  private final Counter entries;
  private final Counter refused;
  private final AgeMetrics ages;

  private volatile long open;
  private volatile long wrong;
  private volatile long lastVerdict;

  AuditMetrics(MetricGroup group, LongSupplier clock) {
    for (Ruling ruling : Ruling.values()) {
      verdicts.put(ruling, byEquation(group, metric(ruling)));
    }
    expected.putAll(byEquation(group, EXPECTED));
    found.putAll(byEquation(group, FOUND));
    revised = Metrics.counter(group, REVISED);
    entries = Metrics.counter(group, ENTRIES);
    refused = Metrics.counter(group, REFUSED);
    ages = new AgeMetrics(group);
    lastVerdict = clock.getAsLong();
    Metrics.gauge(group, OPEN, () -> open);
    Metrics.gauge(group, WRONG, () -> wrong);
    Metrics.gauge(group, LAST_VERDICT, () -> clock.getAsLong() - lastVerdict);
  }

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(
        BALANCED,
        MISSING,
        SURPLUS,
        ALTERED,
        UNKNOWN,
        REVISED,
        EXPECTED,
        FOUND,
        ENTRIES,
        REFUSED,
        OPEN,
        WRONG,
        LAST_VERDICT);
  }

  private static Metric verdicts(String name, String text) {
    return new Metric(name, Kind.COUNTER, "verdicts", text).by(EQUATION_LABEL);
  }

  private static Metric metric(Ruling ruling) {
    return switch (ruling) {
      case BALANCED -> BALANCED;
      case MISSING -> MISSING;
      case SURPLUS -> SURPLUS;
      case ALTERED -> ALTERED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  private static Map<Equation, Counter> byEquation(MetricGroup group, Metric metric) {
    Map<Equation, Counter> counters = new EnumMap<>(Equation.class);
    for (Equation equation : Equation.values()) {
      counters.put(equation, Metrics.counter(group, metric, equation.code()));
    }
    return counters;
  }

  /** Only the task's thread changes what gauges show. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void closed(Equation equation, Closing closing) {
    ages.judged(closing.verdicts());
    for (Verdict verdict : closing.verdicts()) {
      requireNonNull(requireNonNull(verdicts.get(verdict.ruling())).get(equation)).inc();
      if (verdict.revision() > 1) {
        revised.inc();
      }
      lastVerdict = verdict.closedAt();
    }
    requireNonNull(expected.get(equation)).inc(closing.expected());
    requireNonNull(found.get(equation)).inc(closing.found());
    open--;
    wrong += closing.wrong();
  }

  void booked() {
    entries.inc();
  }

  void refused() {
    refused.inc();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  void opened() {
    open++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  void forgot(Page page) {
    wrong -= page.wrong();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  void restored(Page page) {
    open += page.isOpen() ? 1 : 0;
    wrong += page.wrong();
  }
}
