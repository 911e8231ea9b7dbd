package dev.breakwater.scripts.drill.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Timeline timeline = new Timeline(1_000);

  @Test
  void knowsTheLongestGapThatEndedInAWhile() {
    assertThat(timeline.longestGapMillis(0, 100_000)).isZero();
    for (long at : new long[] {6_000, 7_000, 10_000, 11_000, 19_000}) {
      timeline.arrived(new Arrival(at, 5, 100));
    }
    assertThat(timeline.longestGapMillis(0, 7_000)).as("from the start on").isEqualTo(5_000);
    assertThat(timeline.longestGapMillis(6_000, 11_000)).isEqualTo(3_000);
    assertThat(timeline.longestGapMillis(9_000, 11_000)).as("began before").isEqualTo(3_000);
    assertThat(timeline.longestGapMillis(10_000, 18_999)).isEqualTo(1_000);
    assertThat(timeline.longestGapMillis(10_000, 19_000)).isEqualTo(8_000);
  }
}
