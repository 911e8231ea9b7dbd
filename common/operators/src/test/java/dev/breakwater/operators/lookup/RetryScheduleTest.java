package dev.breakwater.operators.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final long SEED = 3;

  @Test
  void staysWithinItsBoundsOverRandomLimits() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      long backoff = 1 + random.nextInt(1_000);
      long most = backoff + random.nextInt(10_000);
      CallLimits limits =
          new CallLimits(1_000, 1, 1 + random.nextInt(40), backoff, most, random.nextInt(20_000));
      RetrySchedule schedule = new RetrySchedule(limits, random);
      int attempts = 1 + random.nextInt(45);
      long elapsed = random.nextInt(20_000);
      long wish = random.nextBoolean() ? 0 : random.nextInt(50_000);
      long pause = schedule.pause(attempts, elapsed, wish);
      // The longest pause, doubled once for each attempt after the first.
      double longest = Math.min(most, backoff * Math.pow(2, attempts - 1));
      long kept = Math.min(wish, most);
      if (attempts >= limits.attempts()) {
        assertThat(pause).isEqualTo(RetrySchedule.NEVER);
      } else if (pause == RetrySchedule.NEVER) {
        assertThat(elapsed + Math.max(longest, kept)).isGreaterThan(limits.giveUpMillis());
      } else {
        assertThat((double) pause)
            .isBetween(Math.max(Math.floor(longest / 2), kept), Math.max(longest, kept));
        assertThat(elapsed + pause).isLessThanOrEqualTo(limits.giveUpMillis());
      }
      assertThat(schedule.waitingPause()).isBetween(most / 2, most);
    }
  }

  @Test
  void isDifferentForEachWhoFailedTogether() {
    CallLimits limits = new CallLimits(1_000, 1, 9, 1_000, 60_000, 600_000);
    RetrySchedule schedule = new RetrySchedule(limits, new Random(SEED));
    long different =
        java.util.stream.LongStream.generate(() -> schedule.pause(3, 0, 0))
            .limit(100)
            .distinct()
            .count();
    assertThat(different).isGreaterThan(80);
  }
}
