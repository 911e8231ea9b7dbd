package dev.breakwater.operators.time;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** The watermark of one partition: the latest believable time, less the disorder allowed. */
final class BelievableWatermarks<T> implements WatermarkGenerator<T> {

  private final long outOfOrder;
  private final long ahead;
  private final LongSupplier clock;
  private long latest;
  private long believable = Long.MIN_VALUE;

  /**
   * @param outOfOrder milliseconds that a record may be behind the latest
   * @param ahead milliseconds that a record may be ahead of the clock
   * @param clock epoch milliseconds
   */
  BelievableWatermarks(long outOfOrder, long ahead, LongSupplier clock) {
    this.outOfOrder = outOfOrder;
    this.ahead = ahead;
    this.clock = clock;
    this.latest = Long.MIN_VALUE + outOfOrder + 1;
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    if (timestamp > latest && isBelievable(timestamp)) {
      latest = timestamp;
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(latest - outOfOrder - 1));
  }

  /** Asks the clock only when the time is beyond what was believable at the last question. */
  private boolean isBelievable(long timestamp) {
    if (timestamp > believable) {
      believable = clock.getAsLong() + ahead;
    }
    return timestamp <= believable;
  }
}
