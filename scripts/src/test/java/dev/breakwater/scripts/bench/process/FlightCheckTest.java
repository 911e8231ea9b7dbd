package dev.breakwater.scripts.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightCheckTest {

  private static final String FLIGHT =
      "{\"id\":\"a\",\"date\":\"%s\",\"delay\":-3,\"distance\":10,"
          + "\"origin\":\"ORD\",\"destination\":\"SEA\"}";

  private final FlightCheck check = new FlightCheck();

  @Test
  void agreesWithTheWorkloadOnEveryRecord() {
    Workload workload =
        Workload.builder()
            .seed(7)
            .events(20_000)
            .duplicates(0.05)
            .malformed(
                0.5,
                Kind.TRUNCATED,
                Kind.WRONG_TYPE,
                Kind.MISSING_ID,
                Kind.MISSING_DATE,
                Kind.IMPOSSIBLE_DATE,
                Kind.NOT_JSON,
                Kind.TRAILING_GARBAGE,
                Kind.EMPTY,
                Kind.TOMBSTONE,
                Kind.NESTING_BOMB)
            .build();
    for (WorkloadRecord record : workload) {
      assertThat(check.accepts(record.value()))
          .as("seed 7: %s", record)
          .isEqualTo(!record.fate().isDead());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2004-02-29T00:00", "2000-02-29T23:59", "2001-12-31T12:30"})
  void acceptsDatesThatExist(String date) {
    assertThat(accepts(FLIGHT.formatted(date))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001-02-29T00:00",
        "1900-02-29T00:00",
        "2001-04-31T00:00",
        "2001-00-01T00:00",
        "2001-01-00T00:00",
        "2001-01-01T24:00",
        "2001-01-01T00:60",
        "2001-01-01 00:00",
        "2001-01-01T00:00Z",
        "2001-1-1T0:0"
      })
  void rejectsDatesThatDoNotExist(String date) {
    assertThat(accepts(FLIGHT.formatted(date))).isFalse();
  }

  @Test
  void ignoresFieldsThatNobodyAskedFor() {
    assertThat(accepts(FLIGHT.formatted("2001-01-01T00:01").replace("{", "{\"more\":[1,[2]],")))
        .isTrue();
  }

  private boolean accepts(String json) {
    return check.accepts(json.getBytes(StandardCharsets.UTF_8));
  }
}
