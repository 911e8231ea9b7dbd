package dev.breakwater.operators.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

  private static final long START = 1_764_000_000_000L;
  private static final long SECONDS = 20;

  /** A sender that is always ready, and now and then busy with something else for a while. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 7.5, 100, 333, 1_000, 4_321, 50_000})
  void isMetWithinFivePercentWhateverTheSenderIsHeldUpBy(double rate) {
    Random random = new Random(11);
    RateLimit limit = new RateLimit(rate, START);
    List<Long> sent = new ArrayList<>();
    long now = START;
    while (now < START + SECONDS * 1_000) {
      long turn = limit.reserve(now);
      now = Math.max(now, turn);
      sent.add(now);
      if (random.nextInt((int) Math.max(2, rate / 4)) == 0) {
        now += random.nextInt(40);
      }
    }
    double average = sent.size() / (double) SECONDS;
    assertThat(average).isBetween(rate * 0.95, rate * 1.05 + 1.0 / SECONDS);
    assertThat(most(sent)).isLessThanOrEqualTo((int) Math.ceil(rate * 1.05) + 1);
  }

  @Test
  void doesNotSaveUpTurnsWhileThereIsNothingToSend() {
    RateLimit limit = new RateLimit(100, START);
    limit.reserve(START);
    long later = START + 60_000;
    List<Long> sent = new ArrayList<>();
    long now = later;
    for (int i = 0; i < 200; i++) {
      now = Math.max(now, limit.reserve(now));
      sent.add(now);
    }
    assertThat(most(sent)).isLessThanOrEqualTo(106);
  }

  @Test
  void reservesTurnsOneAfterTheOther() {
    RateLimit limit = new RateLimit(10, START);
    assertThat(limit.reserve(START)).isEqualTo(START);
    assertThat(limit.reserve(START)).isEqualTo(START + 100);
    assertThat(limit.reserve(START)).isEqualTo(START + 200);
    assertThat(limit.reserve(START + 250)).isEqualTo(START + 300);
  }

  @Test
  void zeroIsNoLimit() {
    RateLimit limit = new RateLimit(0, START);
    for (int i = 0; i < 1_000; i++) {
      assertThat(limit.reserve(START + i)).isEqualTo(START + i);
    }
  }

  /** The most that were sent in any second. */
  private static int most(List<Long> sent) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sent.size(); to++) {
      while (sent.get(to) - sent.get(from) >= 1_000) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
