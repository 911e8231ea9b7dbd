package dev.breakwater.operators.audit;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/** How old records were where they were booked, at the operator {@code audit}. */
public final class AgeMetrics {

  /** The label; its values are {@link Boundary#code()}. */
  public static final String BOUNDARY_LABEL = "boundary";

  public static final Metric P50 =
      age("auditAgeP50", "Median age of records where they were booked");
  public static final Metric P99 =
      age("auditAgeP99", "99th percentile of the age of records where they were booked");

  private final Map<Boundary, Recent> recent = new EnumMap<>(Boundary.class);

  AgeMetrics(MetricGroup group) {
    for (Boundary boundary : Boundary.values()) {
      Recent ages = new Recent();
      recent.put(boundary, ages);
      Metrics.gauge(group, P50, boundary.code(), () -> ages.shown.p50());
      Metrics.gauge(group, P99, boundary.code(), () -> ages.shown.p99());
    }
  }

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(P50, P99);
  }

  private static Metric age(String name, String what) {
    return new Metric(
            name,
            Kind.GAUGE,
            "ms",
            what
                + ", of what was judged in the last minute or two in which anything was; 0 before"
                + " that; by the label boundary.")
        .by(BOUNDARY_LABEL);
  }

  /** A line's first side is the same in all of its verdicts: it counts once. */
  void judged(List<Verdict> verdicts) {
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      boolean job = verdict.account().equation() == Equation.JOB;
      if (i == 0) {
        add(job ? Boundary.READ : Boundary.WRITTEN, verdict.debit(), verdict.closedAt());
      }
      add(job ? Boundary.EXIT : Boundary.RECEIVED, verdict.credit(), verdict.closedAt());
    }
  }

  private void add(Boundary boundary, Side side, long now) {
    requireNonNull(recent.get(boundary)).add(side.ages(), now);
  }

  /** This minute of the clock and the one before: whatever is judged once a minute is in there. */
  private static final class Recent {

    private static final long MINUTE = 60_000;

    private Ages before = Ages.NONE;
    private Ages current = Ages.NONE;
    private long minute;
    private volatile Ages shown = Ages.NONE;

    void add(Ages ages, long now) {
      if (ages.isEmpty()) {
        return;
      }
      long of = now / MINUTE;
      if (of != minute) {
        before = of == minute + 1 ? current : Ages.NONE;
        current = Ages.NONE;
        minute = of;
      }
      current = current.plus(ages);
      shown = before.plus(current);
    }
  }
}
