package dev.breakwater.scripts.replicas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the shipped configurations of {@code aggregate} and {@code reconcile} are told otherwise, so
 * that windows of flights that depart now close twice a second and findings come within seconds.
 */
public final class ReplicaOptions {

  /** Of windows. */
  public static final Duration SIZE = Duration.ofMillis(500);

  /** How far out of order flights may be. */
  static final Duration OUT_OF_ORDERNESS = Duration.ofMillis(500);

  /** How long copies are waited for; when all of them have come, or not, all findings are said. */
  public static final Duration VERIFY = Duration.ofSeconds(20);

  /** How far a replica may be behind, and for how long, until it lags. */
  public static final Duration LAG_BOUND = Duration.ofSeconds(10);

  private ReplicaOptions() {}

  /**
   * A replica. No partition is ever idle, or results would depend on how fast the machine is.
   *
   * @param results a dot and the name of the replica come behind it
   */
  public static List<String> aggregate(String flights, String results, String dead) {
    return List.of(
        "--source.topics",
        flights,
        "--sink.topic",
        results,
        "--dead-letter.topic",
        dead,
        "--window.size",
        millis(SIZE),
        "--window.out-of-orderness",
        millis(OUT_OF_ORDERNESS),
        "--source.idle-timeout",
        "0 s",
        "--window.idle-close",
        "0 s",
        // Results are seen without waiting for a commit; reconcile makes each of them one.
        "--sink.delivery",
        "at-least-once");
  }

  /** How long copies are waited for. */
  public static List<String> verifyFor(Duration time) {
    return List.of("--quorum.verify-for", millis(time));
  }

  /** A version that tells one measure more. */
  public static List<String> secondVersion() {
    return List.of("--aggregate.measures.delay_p99", "quantile(/delay, 0.99)");
  }

  /** Both versions agree but in what only one of them tells. */
  public static List<String> acrossVersions() {
    return List.of("--quorum.compare.as", "json", "--quorum.compare.ignore", "/measures/delay_p99");
  }

  /**
   * What makes one result of many.
   *
   * @param replicas in the order of their rank, each with its topic
   */
  public static List<String> reconcile(
      List<Copy> replicas, String results, String discrepancies, String dead) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--source.topics", joined(replicas, Copy::topic)));
    options.addAll(List.of("--quorum.replicas", joined(replicas, Copy::toString)));
    options.addAll(List.of("--sink.topic", results));
    options.addAll(List.of("--quorum.discrepancies-topic", discrepancies));
    options.addAll(List.of("--dead-letter.topic", dead));
    options.addAll(List.of("--quorum.silent-after", "2 s"));
    options.addAll(List.of("--quorum.lag.bound", millis(LAG_BOUND)));
    options.addAll(List.of("--quorum.lag.after", "5 s"));
    return options;
  }

  /**
   * Where a replica's copies are read.
   *
   * @param name of the replica
   */
  public record Copy(String name, String topic) {
    @Override
    public String toString() {
      return name + "=" + topic;
    }
  }

  private static String joined(List<Copy> replicas, Function<Copy, String> what) {
    return replicas.stream().map(what).collect(Collectors.joining(";"));
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
