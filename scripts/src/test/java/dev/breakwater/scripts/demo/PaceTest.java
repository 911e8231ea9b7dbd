package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void sendsTheFirstRecordAtOnceAndTheRestAtItsRate() {
    Pace pace = new Pace(3_000);
    assertThat(pace.due(0)).isEqualTo(1);
    assertThat(pace.due(Duration.ofMillis(100).toNanos())).isEqualTo(301);
    assertThat(pace.due(Duration.ofSeconds(50).toNanos())).isEqualTo(150_001);
  }

  @Test
  void doesNotOverflowInAWeek() {
    assertThat(new Pace(DemoSettings.HIGHEST_RATE).due(Duration.ofDays(7).toNanos()))
        .isEqualTo(1 + 7L * 24 * 3_600 * DemoSettings.HIGHEST_RATE);
  }

  @Test
  void refusesToStandStill() {
    assertThatThrownBy(() -> new Pace(0)).hasMessage("perSecond must be positive, was 0");
  }
}
