package dev.breakwater.operators.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenFilterTest {

  private static final long RETENTION = 1_000;
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void neverForgetsAFingerprintWithinTheRetention() {
    long seed = 7;
    Random random = new Random(seed);
    SeenFilter filter = new SeenFilter(8 * MEBIBYTE, RETENTION, 0);
    Deque<long[]> live = new ArrayDeque<>();
    for (long now = 0; now < 10 * RETENTION; now += 5) {
      filter.advance(now);
      for (int i = 0; i < 100; i++) {
        long[] added = {random.nextLong(), random.nextLong(), now};
        filter.add(added[0], added[1]);
        live.add(added);
      }
      while (live.getFirst()[2] < now - RETENTION) {
        live.removeFirst();
      }
      for (long[] expected : live) {
        if (!filter.mayContain(expected[0], expected[1])) {
          fail("seed %d: forgot at %d what was added at %d".formatted(seed, now, expected[2]));
        }
      }
    }
  }

  @Test
  void forgetsAfterTwoRetentions() {
    SeenFilter filter = new SeenFilter(MEBIBYTE, RETENTION, 0);
    filter.add(1, 2);
    filter.advance(RETENTION);
    assertThat(filter.mayContain(1, 2)).isTrue();
    filter.advance(2 * RETENTION);
    assertThat(filter.mayContain(1, 2)).isFalse();
  }

  @Test
  void rulesOutNearlyEverythingNew() {
    Random random = new Random(11);
    SeenFilter filter = new SeenFilter(64 * MEBIBYTE, RETENTION, 0);
    for (int i = 0; i < 1_000_000; i++) {
      filter.add(random.nextLong(), random.nextLong());
    }
    assertThat(falseAnswers(filter, random)).isLessThan(1_000);
  }

  @Test
  void staysWithinItsMemoryAndIsStillRightWhenOverfull() {
    Random random = new Random(13);
    SeenFilter filter = new SeenFilter(MEBIBYTE, RETENTION, 0);
    for (int i = 0; i < 1_000_000; i++) {
      filter.add(i, random.nextLong());
    }
    random = new Random(13);
    for (int i = 0; i < 1_000_000; i++) {
      if (!filter.mayContain(i, random.nextLong())) {
        fail("forgot number " + i);
      }
    }
    assertThat(filter.bytes()).isLessThanOrEqualTo(MEBIBYTE);
  }

  @Test
  void growsOnlyAsNeeded() {
    SeenFilter filter = new SeenFilter(64 * MEBIBYTE, RETENTION, 0);
    assertThat(filter.bytes()).isLessThanOrEqualTo(MEBIBYTE);
  }

  /** Out of 100,000 fingerprints that were not added. */
  private static int falseAnswers(SeenFilter filter, Random random) {
    int count = 0;
    for (int i = 0; i < 100_000; i++) {
      if (filter.mayContain(random.nextLong(), random.nextLong())) {
        count++;
      }
    }
    return count;
  }
}
