package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingCountsTest {

  @Test
  void forgetsABucketWhenItLeavesTheWindow() {
    SlidingCounts counts = new SlidingCounts(1, 1_000, 0);
    counts.add(0, 5);
    counts.advance(100);
    counts.add(0, 7);

    counts.advance(999);
    assertThat(counts.sum(0)).isEqualTo(12);
    counts.advance(1_000);
    assertThat(counts.sum(0)).isEqualTo(7);
    counts.advance(1_100);
    assertThat(counts.sum(0)).isZero();
  }

  @Test
  void forgetsAllAfterAGapLongerThanTheWindow() {
    SlidingCounts counts = new SlidingCounts(2, 1_000, 0);
    counts.add(0, 5);
    counts.advance(450);
    counts.add(0, 6);
    counts.add(1, 3);

    counts.advance(1_000_000_007);

    assertThat(counts.sum(0)).isZero();
    assertThat(counts.sum(1)).isZero();
  }

  @Test
  void staysInTheNewestBucketWhenTheClockGoesBack() {
    SlidingCounts counts = new SlidingCounts(1, 1_000, 5_000);
    counts.advance(4_000);
    counts.add(0, 5);

    counts.advance(5_999);
    assertThat(counts.sum(0)).isEqualTo(5);
    counts.advance(6_000);
    assertThat(counts.sum(0)).isZero();
  }

  @Test
  void takesNegativeTimes() {
    SlidingCounts counts = new SlidingCounts(1, 1_000, -5_000);
    counts.add(0, 5);

    counts.advance(-4_001);
    assertThat(counts.sum(0)).isEqualTo(5);
    counts.advance(-4_000);
    assertThat(counts.sum(0)).isZero();
  }
}
