package dev.breakwater.operators.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.Reason;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuarantineConfigTest {

  @Test
  void isOffByDefaultAndWaitsAnHourForTheDependency() throws ConfigException {
    assertThat(config(Map.of()))
        .isEqualTo(
            new QuarantineConfig(
                false,
                Set.of(Reason.DEPENDENCY),
                3_600_000,
                10_000,
                16 << 20,
                1 << 30,
                LimitPolicy.RELEASE));
  }

  @Test
  void readsWhatIsSet() throws ConfigException {
    assertThat(
            config(
                Map.of(
                    "quarantine.enabled", "true",
                    "quarantine.reasons", "dependency, poison",
                    "quarantine.max-wait", "5 min",
                    "quarantine.max-records-per-key", "7",
                    "quarantine.max-bytes-per-key", "1 kb",
                    "quarantine.max-bytes", "2 kb",
                    "quarantine.on-limit", "dead-letter")))
        .isEqualTo(
            new QuarantineConfig(
                true,
                Set.of(Reason.DEPENDENCY, Reason.POISON),
                300_000,
                7,
                1024,
                2048,
                LimitPolicy.DEAD_LETTER));
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                config(
                    Map.of(
                        "quarantine.reasons", "",
                        "quarantine.max-wait", "0 s",
                        "quarantine.max-records-per-key", "1",
                        "quarantine.max-bytes-per-key", "0 b",
                        "quarantine.max-bytes", "0 b",
                        "quarantine.on-limit", "drop")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("quarantine.reasons must not be empty")
        .hasMessageContaining("quarantine.max-wait is too short, was 0 s; allowed: 1 ms or more")
        .hasMessageContaining("quarantine.max-records-per-key is too small, was 1; allowed: 2")
        .hasMessageContaining("quarantine.max-bytes-per-key must be positive, was 0 b")
        .hasMessageContaining("quarantine.max-bytes must be positive, was 0 b")
        .hasMessageContaining("quarantine.on-limit must be one of the allowed words, was drop");
    assertThatThrownBy(() -> config(Map.of("quarantine.max-bytes", "1 mb")))
        .hasMessageContaining("must not be less than quarantine.max-bytes-per-key");
  }

  private static QuarantineConfig config(Map<String, String> values) throws ConfigException {
    Settings settings = Settings.of(values);
    QuarantineConfig config = QuarantineConfig.from(settings);
    settings.check();
    return config;
  }
}
