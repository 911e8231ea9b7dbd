package dev.breakwater.operators.deadletter;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of {@link DeadLetters}, at the split operator: {@code <operator>.numEvents}, {@code
 * <operator>.reason.<code>.deadLetters}, and those of the budget.
 */
public final class DeadLetterMetrics {

  /** The label that tells dead letters apart; its values are {@link Reason#code()}. */
  public static final String REASON_LABEL = "reason";

  public static final Metric NUM_EVENTS =
      new Metric("numEvents", Kind.COUNTER, "records", "Records that went on as events.");
  public static final Metric DEAD_LETTERS =
      new Metric(
              "deadLetters",
              Kind.COUNTER,
              "records",
              "Records that became dead letters, by the label reason.")
          .by(REASON_LABEL);
  public static final Metric BUDGET_STATE =
      new Metric(
          "deadLetterBudgetState",
          Kind.GAUGE,
          "state",
          "0 while dead letters are within their budget, 1 while they exceed it (with the policy"
              + " pause: nothing is read), 2 while a probe is read after a pause.");
  public static final Metric RATIO =
      new Metric(
          "deadLetterRatio",
          Kind.GAUGE,
          "ratio",
          "The share of dead letters in the budget's window when it was last judged, 0 to 1.");
  public static final Metric BUDGET_EXCEEDED =
      new Metric(
          "deadLetterBudgetExceeded",
          Kind.COUNTER,
          "times",
          "How often the dead letters came to exceed their budget.");

  private final Counter events;
  private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
  private final Counter exceeded;

  DeadLetterMetrics(MetricGroup group, DeadLetterBudget budget) {
    events = Metrics.counter(group, NUM_EVENTS);
    for (Reason reason : Reason.values()) {
      deadLetters.put(reason, Metrics.counter(group, DEAD_LETTERS, reason.code()));
    }
    exceeded = Metrics.counter(group, BUDGET_EXCEEDED);
    Metrics.gauge(group, BUDGET_STATE, () -> budget.state().code());
    Metrics.gauge(group, RATIO, budget::share);
  }

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(NUM_EVENTS, DEAD_LETTERS, BUDGET_STATE, RATIO, BUDGET_EXCEEDED);
  }

  void event() {
    events.inc();
  }

  void deadLetter(Reason reason) {
    requireNonNull(deadLetters.get(reason)).inc();
  }

  void exceeded() {
    exceeded.inc();
  }
}
