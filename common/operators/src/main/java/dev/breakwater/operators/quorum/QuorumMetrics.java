package dev.breakwater.operators.quorum;

import static java.util.Objects.requireNonNull;

import dev.breakwater.operators.metrics.Kind;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.metrics.Metrics;
import dev.breakwater.operators.quorum.Effects.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What reconciling tells about itself, at the operator {@code quorum}; what is per replica is
 * labelled {@code replica}.
 */
public final class QuorumMetrics {

  /** The label that tells replicas apart. */
  public static final String REPLICA_LABEL = "replica";

  public static final Metric COPIES =
      replicaCounter("copies", "copies", "Copies of results that came from the replica.");
  public static final Metric AGREEMENTS =
      replicaCounter(
          "agreements", "results", "Results that the replica delivered in time as agreed on.");
  public static final Metric DIVERGENCES =
      replicaCounter(
          "divergences",
          "results",
          "Results with another content than agreed on, or, where no side has a majority, than the"
              + " other side's; and copies that differ from what the replica said before.");
  public static final Metric LATE_SPLITS =
      replicaCounter(
          "lateSplits",
          "results",
          "Results with another content whose field quorum.compare.count differs, too.");
  public static final Metric MISSING =
      replicaCounter("missing", "results", "Results that the replica did not deliver in time.");
  public static final Metric EXTRA =
      replicaCounter(
          "extra", "results", "Results that only a minority delivered, this replica included.");
  public static final Metric STRAGGLERS =
      replicaCounter("stragglers", "copies", "Copies that came after their result was closed.");
  public static final Metric REPEATS =
      replicaCounter("repeats", "copies", "Copies that the replica had delivered before.");
  public static final Metric TAKEOVERS =
      replicaCounter(
          "takeovers", "times", "How often the replica became the one whose results go out.");
  public static final Metric LAG =
      new Metric(
              "replicaLag",
              Kind.GAUGE,
              "milliseconds",
              "How far the times of its results are behind what another replica has reached; with three"
                  + " and more, what two others have.")
          .by(REPLICA_LABEL);
  public static final Metric STATE =
      new Metric(
              "replicaState",
              Kind.GAUGE,
              "state",
              "0 ok, 1 silent, 2 lagging, 3 diverged, as this subtask sees it.")
          .by(REPLICA_LABEL);
  public static final Metric FENCED =
      new Metric(
              "replicaFenced",
              Kind.GAUGE,
              "state",
              "1 while the copies of the replica do not count.")
          .by(REPLICA_LABEL);
  public static final Metric UNSETTLED =
      counter(
          "unsettled",
          "results",
          "Results that went out at their deadline, without what the mode asks for.");
  public static final Metric WITHHELD =
      counter("withheld", "results", "Results that never went out: quorum.on-deadline is hold.");

  private static final Map<Count, Metric> BY_COUNT =
      Map.of(
          Count.COPY, COPIES,
          Count.AGREEMENT, AGREEMENTS,
          Count.DIVERGENCE, DIVERGENCES,
          Count.LATE_SPLIT, LATE_SPLITS,
          Count.MISSING, MISSING,
          Count.EXTRA, EXTRA,
          Count.STRAGGLER, STRAGGLERS,
          Count.REPEAT, REPEATS);

  private final List<Map<Count, Counter>> counts = new ArrayList<>();
  private final List<Counter> takeovers = new ArrayList<>();
  private final Counter unsettled;
  private final Counter withheld;

  QuorumMetrics(MetricGroup group, List<String> replicas, ReplicaGauges gauges) {
    for (int i = 0; i < replicas.size(); i++) {
      int replica = i;
      String name = replicas.get(i);
      Map<Count, Counter> own = new EnumMap<>(Count.class);
      BY_COUNT.forEach((count, metric) -> own.put(count, Metrics.counter(group, metric, name)));
      counts.add(own);
      takeovers.add(Metrics.counter(group, TAKEOVERS, name));
      Metrics.gauge(group, LAG, name, () -> gauges.lag(replica));
      Metrics.gauge(group, STATE, name, () -> gauges.state(replica));
      Metrics.gauge(group, FENCED, name, () -> gauges.fenced(replica));
    }
    unsettled = Metrics.counter(group, UNSETTLED);
    withheld = Metrics.counter(group, WITHHELD);
  }

  /** What is read by the thread that reports metrics. */
  interface ReplicaGauges {
    long lag(int replica);

    int state(int replica);

    int fenced(int replica);
  }

  /** All of them, for the documentation. */
  public static List<Metric> all() {
    return List.of(
        COPIES,
        AGREEMENTS,
        DIVERGENCES,
        LATE_SPLITS,
        MISSING,
        EXTRA,
        STRAGGLERS,
        REPEATS,
        TAKEOVERS,
        LAG,
        STATE,
        FENCED,
        UNSETTLED,
        WITHHELD);
  }

  /** Those that each replica has one of. */
  static List<Metric> perReplica() {
    return all().stream().filter(metric -> !metric.label().isEmpty()).toList();
  }

  void count(Count what, int replica) {
    requireNonNull(counts.get(replica).get(what)).inc();
  }

  void tookOver(int replica) {
    takeovers.get(replica).inc();
  }

  void unsettled() {
    unsettled.inc();
  }

  void withheld() {
    withheld.inc();
  }

  private static Metric replicaCounter(String name, String unit, String text) {
    return counter(name, unit, text).by(REPLICA_LABEL);
  }

  private static Metric counter(String name, String unit, String text) {
    return new Metric(name, Kind.COUNTER, unit, text);
  }
}
