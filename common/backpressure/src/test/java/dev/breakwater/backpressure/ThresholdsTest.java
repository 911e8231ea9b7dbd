package dev.breakwater.backpressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.metrics.MetricConfig;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

  private final MetricConfig config = new MetricConfig();

  @Test
  void hasDefaults() {
    assertThat(Thresholds.of(config)).isEqualTo(new Thresholds(0.5, 0.1));
  }

  @Test
  void readsPercent() {
    config.setProperty(Thresholds.ON, "90");
    config.setProperty(Thresholds.OFF, " 0");
    assertThat(Thresholds.of(config)).isEqualTo(new Thresholds(0.9, 0));
  }

  @Test
  void saysWhatIsAllowed() {
    config.setProperty(Thresholds.ON, "half");
    refused("on-percent must be a whole number from 0 to 100, was half");
    config.setProperty(Thresholds.ON, "101");
    refused("on-percent must be a whole number from 0 to 100, was 101");
    config.setProperty(Thresholds.ON, "10");
    refused("on-percent must be more than off-percent (10), was 10");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> Thresholds.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
