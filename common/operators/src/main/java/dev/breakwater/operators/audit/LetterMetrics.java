package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;

/** What is told of dead letters that wait, at the operator {@code letters}. */
public final class LetterMetrics {

  /** The label; its values are {@link Reason#code()}. */
  public static final String REASON_LABEL = "reason";

  public static final Metric DEPTH =
      new Metric(
              "deadLetterDepth",
              Kind.GAUGE,
              "records",
              "Dead letters that were booked as written and that no redrive has booked as sent or"
                  + " parked, of all topics, by the label reason.")
          .by(REASON_LABEL);
  public static final Metric OLDEST_AGE =
      new Metric(
              "deadLetterOldestAge",
              Kind.GAUGE,
              "ms",
              "How long ago the time of the oldest of them began, to the bucket; 0 where there is"
                  + " none; by the label reason.")
          .by(REASON_LABEL);

  private LetterMetrics() {}

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(DEPTH, OLDEST_AGE);
  }

  /** What the gauges of one reason show. Only the task's thread changes it. */
  static final class Gauges {

    private final WaitingLetters waiting = new WaitingLetters();
    private volatile long depth;
    private volatile long oldest = WaitingLetters.NONE;

    Gauges(MetricGroup group, Reason reason, LongSupplier clock) {
      Metrics.gauge(group, DEPTH, reason.code(), () -> depth);
      Metrics.gauge(group, OLDEST_AGE, reason.code(), () -> age(clock.getAsLong()));
    }

    private long age(long now) {
      long begin = oldest;
      return begin == WaitingLetters.NONE ? 0 : Math.max(0, now - begin);
    }

    void change(long bucket, long before, long after) {
      waiting.change(bucket, before, after);
      depth = waiting.depth();
      oldest = waiting.oldest();
    }
  }
}
