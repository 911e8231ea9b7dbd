package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterConfigTest {

  @Test
  void onlyWarnsByDefault() throws ConfigException {
    Settings settings = Settings.of(Map.of());

    DeadLetterConfig config = DeadLetterConfig.from(settings);

    settings.check();
    assertThat(config)
        .isEqualTo(
            new DeadLetterConfig(
                BudgetPolicy.ALERT, 0.1, Duration.ofMinutes(1), 1_000, 100, Duration.ofMinutes(1)));
  }

  @Test
  void readsAllOptions() throws ConfigException {
    Settings settings =
        Settings.of(
            Map.of(
                "dead-letter.budget.policy", "pause",
                "dead-letter.budget.ratio", "0.25",
                "dead-letter.budget.window", "5 min",
                "dead-letter.budget.warm-up", "10",
                "dead-letter.budget.floor", "0",
                "dead-letter.budget.pause", "30 s"));

    DeadLetterConfig config = DeadLetterConfig.from(settings);

    settings.check();
    assertThat(config)
        .isEqualTo(
            new DeadLetterConfig(
                BudgetPolicy.PAUSE, 0.25, Duration.ofMinutes(5), 10, 0, Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter.budget.policy, explode",
    "dead-letter.budget.ratio, 1.01",
    "dead-letter.budget.ratio, -0.1",
    "dead-letter.budget.ratio, NaN",
    "dead-letter.budget.window, 999 ms",
    "dead-letter.budget.warm-up, 0",
    "dead-letter.budget.floor, -1",
    "dead-letter.budget.pause, 0 s",
  })
  void saysWhichOptionIsWrong(String key, String value) {
    Settings settings = Settings.of(Map.of(key, value));

    DeadLetterConfig.from(settings);

    assertThatThrownBy(settings::check)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value)
        .hasMessageContaining("allowed: ");
  }

  @Test
  void refusesWhatNoOptionCouldSay() {
    assertThatThrownBy(
            () ->
                new DeadLetterConfig(
                    BudgetPolicy.FAIL, 2, Duration.ofMinutes(1), 1, 0, Duration.ofSeconds(1)))
        .hasMessage(
            "dead-letter.budget.ratio is not a share, was 2.0; allowed: 0 to 1, where 1 is never"
                + " exceeded");
  }
}
