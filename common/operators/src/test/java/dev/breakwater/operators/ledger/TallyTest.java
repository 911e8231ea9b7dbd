package dev.breakwater.operators.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

  private static final long SEED = 20010105L;
  private static final long MINUTE = 60_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1_000, MINUTE})
  void agreesWithANaiveModel(long sizeMs) {
    Random random = new Random(SEED);
    Tally tally = new Tally(sizeMs);
    for (int round = 0; round < 20; round++) {
      Map<String, long[]> model = new HashMap<>();
      long around = random.nextLong(1L << 41);
      for (int i = 0; i < 5_000 && !tally.isFull(); i++) {
        String topic = "topic-" + random.nextInt(3);
        long time =
            random.nextInt(20) == 0 ? random.nextLong() : around + random.nextInt(5) * sizeMs / 2;
        long identity = random.nextLong();
        tally.add(topic, time, identity);
        long[] sums = model.computeIfAbsent(topic + '@' + bucket(time, sizeMs), key -> new long[2]);
        sums[0]++;
        sums[1] += identity;
      }
      Map<String, long[]> drained = new HashMap<>();
      tally.drain(
          (topic, bucket, count, checksum) ->
              assertThat(drained.put(topic + '@' + bucket, new long[] {count, checksum}))
                  .as("an account once")
                  .isNull());
      assertThat(drained).as("seed %d, round %d", SEED, round).hasSameSizeAs(model);
      model.forEach((account, sums) -> assertThat(drained.get(account)).isEqualTo(sums));
    }
  }

  @Test
  void isEmptyAfterItWasDrained() {
    Tally tally = new Tally(MINUTE);
    tally.add("t", 5, 7);
    tally.drain((topic, bucket, count, checksum) -> {});
    tally.drain(
        (topic, bucket, count, checksum) -> {
          throw new AssertionError("left: " + topic);
        });
  }

  @Test
  void isFullAtItsBound() {
    Tally tally = new Tally(MINUTE);
    for (int i = 0; i < Tally.MOST; i++) {
      assertThat(tally.isFull()).isFalse();
      tally.add("t", i * MINUTE, 1);
      tally.add("t", i * MINUTE + 1, 1);
    }
    assertThat(tally.isFull()).isTrue();
  }

  private static long bucket(long time, long sizeMs) {
    boolean possible = time >= 0 && time <= 253_402_300_799_999L;
    return possible ? time / sizeMs * sizeMs : LedgerEntry.IMPOSSIBLE;
  }
}
