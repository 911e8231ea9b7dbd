package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.JobMetrics;

/** Asks Flink what the breaker of a job does; once a second, as its metrics are not newer. */
final class BreakerWatch {

  private static final long AGAIN_NANOS = 1_000_000_000;

  private final JobMetrics metrics;
  private BreakerState last = BreakerState.UNKNOWN;
  private long lookedAt = System.nanoTime() - AGAIN_NANOS;

  BreakerWatch(FlinkRest rest, String job) {
    this.metrics = new JobMetrics(rest, job);
  }

  /** The state now; the last one known while Flink does not answer. */
  BreakerState look() {
    long now = System.nanoTime();
    if (now - lookedAt >= AGAIN_NANOS) {
      lookedAt = now;
      try {
        last = BreakerState.of(metrics.largest("breakerState"));
      } catch (FlinkRestException busy) {
        return last;
      }
    }
    return last;
  }
}
