package dev.breakwater.operators.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EventTimesTest {

  private static final long NOW = 1_750_000_000_000L;

  private final AtomicLong clock = new AtomicLong(NOW);
  private final Output output = new Output();
  private final BelievableWatermarks<String> watermarks =
      new BelievableWatermarks<>(1_000, 5_000, clock::get);

  @Test
  void staysBehindTheLatestTimeByTheDisorderAllowed() {
    see(NOW - 10);
    see(NOW - 500);

    assertThat(watermark()).isEqualTo(NOW - 10 - 1_000 - 1);
  }

  @Test
  void saysNothingBeforeTheFirstRecord() {
    assertThat(watermark()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void isNotMovedByARecordFromTheFarFuture() {
    see(NOW);
    see(NOW + 5_001);
    see(Long.MAX_VALUE);

    assertThat(watermark()).isEqualTo(NOW - 1_001);
  }

  @Test
  void isMovedByARecordAsFarAheadAsAllowed() {
    see(NOW + 5_000);

    assertThat(watermark()).isEqualTo(NOW + 5_000 - 1_001);
  }

  @Test
  void believesARecordWhenTheClockHasCaughtUp() {
    see(NOW + 5_001);
    clock.addAndGet(1);
    see(NOW + 5_001);

    assertThat(watermark()).isEqualTo(NOW + 5_001 - 1_001);
  }

  @Test
  void takesRecordsWithoutATimestamp() {
    see(-1);

    assertThat(watermark()).isEqualTo(-1 - 1_001);
  }

  @Test
  void makesAStrategyThatCanBeShipped() throws Exception {
    EventTimes times = new EventTimes(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ZERO);

    assertThat(InstantiationUtil.serializeObject(times.<String>strategy())).isNotEmpty();
  }

  @Test
  void refusesANegativeDuration() {
    assertThatThrownBy(
            () -> new EventTimes(Duration.ofMillis(-1), Duration.ofMinutes(5), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outOfOrderness must not be negative, was PT-0.001S");
  }

  private void see(long timestamp) {
    watermarks.onEvent("", timestamp, output);
  }

  private long watermark() {
    watermarks.onPeriodicEmit(output);
    return output.emitted.get(output.emitted.size() - 1);
  }

  private static final class Output implements WatermarkOutput {
    private final List<Long> emitted = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
