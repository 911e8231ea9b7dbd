package dev.breakwater.operators.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final long SEED = 3;

  @Test
  void staysWithinItsBoundsOverRandomLimits() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      long backoff = random.nextLong(1, 1_000);
      long most = backoff + random.nextLong(10_000);
      CallLimits limits =
          new CallLimits(1_000, 1, 1 + random.nextInt(40), backoff, most, random.nextLong(20_000));
      RetrySchedule schedule = new RetrySchedule(limits, random);
      int attempts = 1 + random.nextInt(45);
      long elapsed = random.nextLong(20_000);
      long wish = random.nextBoolean() ? 0 : random.nextLong(50_000);
      long pause = schedule.pause(attempts, elapsed, wish);
      // The longest pause, doubled once for each attempt after the first.
      BigInteger doubled = BigInteger.valueOf(backoff).shiftLeft(attempts - 1);
      long longest = doubled.min(BigInteger.valueOf(most)).longValueExact();
      long kept = Math.min(wish, most);
      if (attempts >= limits.attempts()) {
        assertThat(pause).isEqualTo(RetrySchedule.NEVER);
      } else if (pause == RetrySchedule.NEVER) {
        assertThat(elapsed + Math.max(longest, kept)).isGreaterThan(limits.giveUpMillis());
      } else {
        assertThat(pause).isBetween(Math.max(longest / 2, kept), Math.max(longest, kept));
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
