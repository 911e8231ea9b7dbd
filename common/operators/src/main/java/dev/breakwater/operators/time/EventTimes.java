package dev.breakwater.operators.time;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How event time comes forward: the watermark stays behind the latest time seen, ignores times that
 * cannot be, and does not wait for partitions without records.
 *
 * @param outOfOrderness how far behind the latest a record may come and still not be late
 * @param maxAhead a record further ahead of this machine's clock does not move the watermark, so
 *     one wrong clock among the producers does not make all others late; the record itself goes on
 * @param idleTimeout a partition without records for this long is not waited for; zero for never
 */
public record EventTimes(Duration outOfOrderness, Duration maxAhead, Duration idleTimeout)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if a duration is negative
   */
  public EventTimes {
    requireNotNegative("outOfOrderness", outOfOrderness);
    requireNotNegative("maxAhead", maxAhead);
    requireNotNegative("idleTimeout", idleTimeout);
  }

  /**
   * Watermarks from the timestamps that the records have, in a source those of Kafka; set others
   * with {@code withTimestampAssigner}. Given to a source, it works per partition.
   */
  public <T> WatermarkStrategy<T> strategy() {
    long outOfOrder = outOfOrderness.toMillis();
    long ahead = maxAhead.toMillis();
    WatermarkStrategy<T> strategy =
        WatermarkStrategy.forGenerator(
            context -> new BelievableWatermarks<>(outOfOrder, ahead, System::currentTimeMillis));
    return idleTimeout.isZero() ? strategy : strategy.withIdleness(idleTimeout);
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
  }
}
