package dev.breakwater.operators.time;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Another watermark, which is kept back for some time after the start. */
final class HeldWatermarks<T> implements WatermarkGenerator<T> {

  private final WatermarkGenerator<T> held;
  private final LongSupplier clock;
  private final long until;

  /**
   * @param held emits periodically only
   * @param millis how long it is kept back
   * @param clock milliseconds
   */
  HeldWatermarks(WatermarkGenerator<T> held, long millis, LongSupplier clock) {
    this.held = held;
    this.clock = clock;
    this.until = clock.getAsLong() + millis;
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    held.onEvent(event, timestamp, output);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (clock.getAsLong() >= until) {
      held.onPeriodicEmit(output);
    }
  }
}
