package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.verdict.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One kind of damage, and what must hold while it is done and after it. */
interface Drill {

  /** Lower case, words joined by hyphens; never changes. */
  String name();

  /** What is done, in one line. */
  String summary();

  /**
   * Does the damage and undoes it, saying so by {@link Stage#fault}; returns when nothing of it is
   * left but what has to recover by itself. Called after the first completed checkpoint, with
   * output flowing.
   */
  void run(Stage stage) throws InterruptedException;

  /** The longest time without committed output that still counts as progress. */
  default Duration longestGap() {
    return Duration.ofSeconds(30);
  }

  /**
   * What was not as this drill expects it, beyond lost, duplicated, altered and reordered records;
   * empty when all was. By default output must never pause for longer than {@link #longestGap}.
   */
  default List<String> complaints(Observed observed) {
    double gap = observed.measures().gap();
    return gap <= longestGap().toMillis() / 1_000.0
        ? List.of()
        : List.of(
            "no committed output for %.1f s, at most %d s are allowed"
                .formatted(gap, longestGap().toSeconds()));
  }

  /**
   * Options of the job under test that this drill needs otherwise than shipped: {@code --key},
   * value…
   */
  default List<String> options() {
    return List.of();
  }

  /** Settings of Flink for the job that this drill needs otherwise than the cluster has them. */
  default Map<String, String> flink() {
    return Map.of();
  }

  /** Settings of the Kafka nodes that this drill needs otherwise than a local cluster has them. */
  default Map<String, String> kafka() {
    return Map.of();
  }

  /** The jobs it is run on. */
  default Pipeline pipeline() {
    return Pipeline.INGEST;
  }

  /** Whether the way to Kafka of the job under test leads through {@link BrokerProxies}. */
  default boolean behindProxies() {
    return false;
  }

  /** Whether the way of the job under test to the server of its input leads through a proxy. */
  default boolean inputBehindProxy() {
    return false;
  }

  /** Alerts that must fire and be over again, where something watches the cluster. */
  default List<String> alerts() {
    return List.of();
  }

  /** What the last reader must find, and nothing else: damage that no job can undo. */
  default Set<Finding> inflicts() {
    return Set.of();
  }

  /** Whether the job under test reads through {@link Stage#tamper}. */
  default boolean isTamperedWith() {
    return false;
  }

  /** How late events may be at most for the output to count as calm. */
  default Duration fresh() {
    return pipeline().fresh();
  }

  /** Whether it may follow others, and itself, in one round of {@code random}. */
  default boolean composable() {
    return true;
  }
}
