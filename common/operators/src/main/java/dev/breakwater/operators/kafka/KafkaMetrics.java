package dev.breakwater.operators.kafka;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What sinks tell about their commits, at the committer of each sink. */
public final class KafkaMetrics {

  public static final Metric COMMITS_LOST =
      new Metric(
          "commitsLost",
          Kind.COUNTER,
          "transactions",
          "Transactions whose records are lost, or not proven to be there: the job fails for good.");
  public static final Metric COMMITS_REPEATED =
      new Metric(
          "commitsRepeated",
          Kind.COUNTER,
          "transactions",
          "Commits found done already after a restore, by the evidence of the broker.");
  public static final Metric COMMITS_ASSUMED =
      new Metric(
          "commitsAssumed",
          Kind.COUNTER,
          "transactions",
          "Commits taken as done without proof: the id was used again (pooling), or"
              + " sink.unproven-commit accept.");

  private final Counter lost;
  private final Counter repeated;
  private final Counter assumed;

  KafkaMetrics(MetricGroup group) {
    lost = Metrics.counter(group, COMMITS_LOST);
    repeated = Metrics.counter(group, COMMITS_REPEATED);
    assumed = Metrics.counter(group, COMMITS_ASSUMED);
  }

  public static List<Metric> all() {
    return List.of(COMMITS_LOST, COMMITS_REPEATED, COMMITS_ASSUMED);
  }

  Counter lost() {
    return lost;
  }

  Counter repeated() {
    return repeated;
  }

  Counter assumed() {
    return assumed;
  }
}
