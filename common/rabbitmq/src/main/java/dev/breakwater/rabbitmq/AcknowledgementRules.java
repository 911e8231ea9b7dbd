package dev.breakwater.rabbitmq;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** What acknowledging with checkpoints needs of Flink's configuration. */
final class AcknowledgementRules {

  /** An AMQP prefetch is a number of 16 bits. */
  static final int LARGEST_PREFETCH = 65_535;

  private AcknowledgementRules() {}

  /** The rules that are broken, one line each. */
  static List<String> broken(RabbitConfig config, ReadableConfig flink) {
    Duration interval = flink.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(null);
    if (interval == null || interval.isZero() || interval.isNegative()) {
      return List.of(withoutInterval(interval));
    }
    long needed = needed(config.rate(), interval);
    if (config.prefetch() >= needed) {
      return List.of();
    }
    String ways =
        needed <= LARGEST_PREFETCH
            ? needed + " to " + LARGEST_PREFETCH + ", a shorter interval, or a lower rabbitmq.rate"
            : "at most "
                + LARGEST_PREFETCH
                + ", so a shorter interval, a lower rabbitmq.rate, or more queues";
    return List.of(
        "rabbitmq.prefetch must be at least what comes in one checkpoint interval (%,d messages a second in %s), was %d; allowed: %s"
            .formatted(config.rate(), interval, config.prefetch(), ways));
  }

  /** What comes in the interval, rounded up. */
  private static long needed(int rate, Duration interval) {
    return (rate * Math.min(interval.toMillis(), Integer.MAX_VALUE) + 999) / 1000;
  }

  private static String withoutInterval(@Nullable Duration interval) {
    return "execution.checkpointing.interval must be set for source.kind rabbitmq, which acknowledges"
        + " nothing without checkpoints, was "
        + (interval == null ? "not set" : interval)
        + "; allowed: a duration, as 1 s";
  }
}
