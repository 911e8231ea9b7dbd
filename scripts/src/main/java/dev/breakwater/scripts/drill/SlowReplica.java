package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.JobMetrics;
import java.time.Duration;
import java.util.List;

/** A replica that the brokers let read slower than records come, so that it stays behind. */
final class SlowReplica {

  private static final double OK = 0;
  private static final double LAGGING = 2;
  private static final double BYTES_PER_SECOND = 20_000;

  /** Else a broker fills an answer from one partition, and event time stands still meanwhile. */
  private static final List<String> LITTLE_AT_A_TIME =
      List.of("--source.properties.max.partition.fetch.bytes", "5000");

  private static final Duration NOTICED = Duration.ofMinutes(1);
  private static final Duration CAUGHT_UP = Duration.ofMinutes(2);

  private final Stage stage;
  private final JobUnderTest replica;

  SlowReplica(Stage stage, JobUnderTest replica) {
    this.stage = stage;
    this.replica = replica;
  }

  /** What starts it. */
  @FunctionalInterface
  interface Start {
    /**
     * Starts it.
     *
     * @param more options for this start only
     */
    void with(List<String> more);
  }

  /**
   * Starts it slowed down, until reconcile takes it for lagging; then lets it go, until it has
   * caught up and counts again.
   */
  void start(Start start) throws InterruptedException {
    stage.kafka().throttle(replica.reader(), BYTES_PER_SECOND);
    long slow = stage.fault("the replica starts, slowed down");
    try {
      start.with(LITTLE_AT_A_TIME);
      Waiting.until("report that it lags", NOTICED, () -> worst() == LAGGING);
      stage.figure("lagging_after_s", seconds(slow));
    } finally {
      stage.kafka().unthrottle(replica.reader());
    }
    long released = stage.fault("the replica is let go");
    Waiting.until("report that it has caught up", CAUGHT_UP, () -> worst() == OK);
    stage.figure("caught_up_after_s", seconds(released));
  }

  /** The worst state of a replica, as reconcile has it; NaN when nobody answers. */
  private double worst() {
    try {
      return new JobMetrics(stage.flink(), stage.job().id()).largest("replicaState");
    } catch (FlinkRestException notNow) {
      return Double.NaN;
    }
  }

  private static double seconds(long sinceMillis) {
    return (System.currentTimeMillis() - sinceMillis) / 1_000.0;
  }
}
