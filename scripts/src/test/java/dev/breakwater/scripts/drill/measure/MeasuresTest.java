package dev.breakwater.scripts.drill.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {

  private final List<Arrival> arrivals = new ArrayList<>();

  @Test
  void takesTheLongestPauseThatEndedAfterTheFault() {
    every(1_000, 0, 10_000, 900);
    arrived(14_500, 4_500);
    every(1_000, 15_000, 30_000, 900);
    Measures measures = Measures.of(arrivals, 10_300, 30_000);
    assertThat(measures.gap()).isEqualTo(4.5);
    assertThat(measures.worstLatency()).isEqualTo(4.5);
    assertThat(measures.catchUp()).hasValue(4.7);
  }

  @Test
  void leavesOutWhatWasBeforeTheFault() {
    arrived(1_000, 9_000);
    every(1_000, 9_000, 30_000, 900);
    Measures measures = Measures.of(arrivals, 12_500, 30_000);
    assertThat(measures.gap()).isEqualTo(1.0);
    assertThat(measures.worstLatency()).isEqualTo(0.9);
  }

  @Test
  void countsASilenceThatDoesNotEnd() {
    every(1_000, 0, 10_000, 900);
    Measures measures = Measures.of(arrivals, 10_200, 70_000);
    assertThat(measures.gap()).isEqualTo(60.0);
    assertThat(measures.catchUp()).isEmpty();
  }

  @Test
  void hasNotCaughtUpWhileRecordsAreStale() {
    every(1_000, 0, 10_000, 900);
    every(1_000, 14_000, 20_000, 5_000);
    assertThat(Measures.of(arrivals, 10_200, 20_000).catchUp()).isEmpty();
    every(1_000, 21_000, 22_000, 900);
    assertThat(Measures.of(arrivals, 10_200, 22_500).catchUp()).as("calm too short").isEmpty();
    every(1_000, 23_000, 24_000, 900);
    assertThat(Measures.of(arrivals, 10_200, 24_000).catchUp()).hasValue(10.8);
  }

  @Test
  void hasNotCaughtUpWhileItIsSilent() {
    every(1_000, 0, 12_000, 900);
    assertThat(Measures.of(arrivals, 10_500, 13_500).catchUp()).hasValue(0.5);
    assertThat(Measures.of(arrivals, 10_500, 16_500).catchUp()).isEmpty();
  }

  @Test
  void countsASecondRelapse() {
    every(1_000, 0, 10_000, 900);
    arrived(15_000, 5_000);
    every(1_000, 16_000, 18_000, 900);
    arrived(19_000, 4_000);
    every(1_000, 20_000, 30_000, 900);
    assertThat(Measures.of(arrivals, 10_000, 30_000).catchUp()).hasValue(10.0);
  }

  @Test
  void catchesUpAtOnceWhenNothingWasFelt() {
    every(1_000, 0, 20_000, 900);
    assertThat(Measures.of(arrivals, 10_500, 20_000).catchUp()).hasValue(0.5);
  }

  private void every(long step, long from, long to, long latency) {
    for (long at = from; at <= to; at += step) {
      arrived(at, latency);
    }
  }

  private void arrived(long at, long latency) {
    arrivals.add(new Arrival(at, 1_000, latency));
  }
}
