package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void putsWhatIsNewIntoItsSecond() {
    Samples samples = new Samples();
    samples.add(500, 100, 0);
    samples.add(1_000, 200, 50);
    samples.add(1_250, 260, 50);
    samples.add(3_100, 300, 290);
    assertThat(samples.sentBySecond()).containsExactly(200, 60, 0, 40);
    assertThat(samples.enrichedBySecond()).containsExactly(50, 0, 0, 240);
  }

  @Test
  void ratesCountTheLastSecondsOnly() {
    Samples samples = new Samples();
    samples.add(1_000, 9_000, 9_000);
    samples.add(6_000, 9_000, 9_000);
    samples.add(8_000, 13_000, 11_000);
    samples.add(10_000, 17_000, 13_000);
    assertThat(samples.sentPerSecond()).isEqualTo(2_000);
    assertThat(samples.enrichedPerSecond()).isEqualTo(1_000);
  }

  @Test
  void ratesAreZeroBeforeAnythingHappened() {
    assertThat(new Samples().sentPerSecond()).isZero();
  }
}
