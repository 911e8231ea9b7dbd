package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobInstanceTest {

  private static final String LONGEST = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "orders-ingest.r01", "a..b", "a--b"})
  void acceptsANameOfTheAllowedCharacters(String name) {
    Settings settings = Settings.of(Map.of("job.instance", name));

    assertThat(JobInstance.from(settings)).hasToString(name);
    assertThat(Problems.of(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "-a", "a-", ".a", "a.", "a_b", "a b", "ä", "a\n"})
  void refusesAnyOther(String name) {
    Settings settings = Settings.of(Map.of("job.instance", name));

    assertThat(JobInstance.from(settings)).hasToString("unnamed");
    assertThat(Problems.of(settings))
        .containsExactly(
            "job.instance is not a valid name, was %s; allowed: 1 to 63 of a-z, 0-9, '.' and '-', with a letter or digit at both ends"
                .formatted(name.replace("\n", "�")));
  }

  @Test
  void isAtMost63CharactersLong() {
    assertThat(new JobInstance(LONGEST).name()).isEqualTo(LONGEST);
    assertThatThrownBy(() -> new JobInstance(LONGEST + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("job.instance is not a valid name, was " + LONGEST + "a");
  }

  @Test
  void isRequired() {
    Settings settings = Settings.of(Map.of());

    assertThat(JobInstance.from(settings)).hasToString("unnamed");
    assertThat(Problems.of(settings)).containsExactly("job.instance is required, was not set");
  }
}
