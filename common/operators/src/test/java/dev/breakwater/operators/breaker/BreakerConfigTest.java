package dev.breakwater.operators.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakerConfigTest {

  @Test
  void hasDefaults() throws ConfigException {
    Settings settings = Settings.of(Map.of());
    BreakerConfig config = BreakerConfig.from(settings);
    settings.check();
    assertThat(config)
        .isEqualTo(new BreakerConfig(Duration.ofSeconds(10), 20, 0.5, Duration.ofSeconds(10), 3));
  }

  @Test
  void saysAllThatIsWrong() {
    Settings settings =
        Settings.of(
            Map.of(
                "breaker.window", "1500 ms",
                "breaker.minimum-calls", "0",
                "breaker.failure-ratio", "1.5",
                "breaker.open-for", "0 s",
                "breaker.probes", "-1"));
    BreakerConfig.from(settings);
    assertThatThrownBy(settings::check)
        .hasMessageContaining("breaker.window must be whole seconds, was 1500 ms")
        .hasMessageContaining("breaker.minimum-calls must be positive, was 0")
        .hasMessageContaining("breaker.failure-ratio is not a share, was 1.5")
        .hasMessageContaining("breaker.open-for is out of range, was 0 s")
        .hasMessageContaining("breaker.probes must be positive, was -1");
  }
}
