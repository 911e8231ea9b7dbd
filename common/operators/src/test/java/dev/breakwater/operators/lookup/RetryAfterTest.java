package dev.breakwater.operators.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120000",
        " 7 | 7000",
        "0 | 0",
        "99999999999999999999 | 999999999000",
        "Sat, 31 Jan 2026 12:00:30 GMT | 30000",
        "Sat, 31 Jan 2026 11:00:00 GMT | 0",
        "soon | 0",
        "-3 | 0",
        "'' | 0",
      })
  void readsBothForms(String header, long millis) {
    assertThat(RetryAfter.millis(header, NOW)).isEqualTo(millis);
  }

  @Test
  void isNothingWhereThereIsNone() {
    assertThat(RetryAfter.millis(null, NOW)).isZero();
  }
}
