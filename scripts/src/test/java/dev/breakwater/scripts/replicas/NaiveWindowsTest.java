package dev.breakwater.scripts.replicas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The naive computation against one by hand. */
class NaiveWindowsTest {

  @Test
  void tellsOnePerAirportAndHalfASecondAndRefusesWhatIsLateInItsPartition() {
    NaiveWindows naive =
        new NaiveWindows(
            List.of(
                Records.flight(0, 0, 10.1, "JFK-SFO", 5),
                Records.flight(0, 1, 11.3, "JFK-SFO", 300),
                Records.flight(0, 2, 10.4, "JFK-BOS", 9),
                Records.flight(1, 0, 10.4, "JFK-BOS", -6),
                Records.flight(1, 1, 10.5, "LAX-BOS", 0),
                Records.flight(0, 3, 30, "END-END", 0),
                Records.flight(1, 2, 30, "END-END", 0)));
    assertThat(naive.late).containsExactly("0@2");
    assertThat(naive.results)
        .containsOnlyKeys(
            "2026-01-01T00:00:10Z/2026-01-01T00:00:10.500Z/0/JFK",
            "2026-01-01T00:00:10.500Z/2026-01-01T00:00:11Z/0/LAX",
            "2026-01-01T00:00:11Z/2026-01-01T00:00:11.500Z/0/JFK");
    NaiveWindows.Expected first =
        requireNonNull(naive.results.get("2026-01-01T00:00:10Z/2026-01-01T00:00:10.500Z/0/JFK"));
    assertThat(first.payload())
        .isEqualTo(
            "{\"key\":\"JFK\",\"start\":\"2026-01-01T00:00:10Z\",\"end\":\"2026-01-01T00:00:10.500Z\",\"revision\":0,\"events\":2,\"measures\":{\"airports\":2,\"delay_max\":5,\"delay_mean\":-0.5,\"delay_min\":-6,\"delay_p50\":-6,\"delay_p95\":5,\"delay_sum\":-1,\"flights\":2}}");
    assertThat(first.second()).contains("\"delay_p95\":5,\"delay_p99\":5,\"delay_sum\":-1");
    assertThat(first.time()).isEqualTo(1_767_225_610_400L);
  }

  @Test
  void knowsHowNumbersAreWritten() {
    assertThat(Naive.mean(0, 3)).isEqualTo("0");
    assertThat(Naive.mean(-10, 4)).isEqualTo("-2.5");
    assertThat(Naive.mean(1, 3)).isEqualTo("0.33");
    assertThat(Naive.quantile(List.of(1, 2, 301), 95)).isEqualTo("300");
    assertThat(Naive.quantile(List.of(1, 2, 301), 50)).isEqualTo("2");
  }
}
