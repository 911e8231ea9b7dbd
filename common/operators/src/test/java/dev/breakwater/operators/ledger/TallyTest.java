package dev.breakwater.operators.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

  private static final long SEED = 20010105L;
  private static final long MINUTE = 60_000;
  private static final String[] DETAILS = {"", "malformed"};

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1_000, MINUTE})
  void agreesWithANaiveModel(long sizeMs) {
    Random random = new Random(SEED);
    Tally tally = new Tally(sizeMs);
    for (int round = 0; round < 20; round++) {
      Map<String, long[]> model = new HashMap<>();
      Map<String, List<Long>> ages = new HashMap<>();
      long around = random.nextLong(1L << 41);
      for (int i = 0; i < 5_000 && !tally.isFull(); i++) {
        String topic = "topic-" + random.nextInt(3);
        long time =
            random.nextInt(20) == 0 ? random.nextLong() : around + random.nextInt(5) * sizeMs / 2;
        long identity = random.nextLong();
        String detail = DETAILS[random.nextInt(DETAILS.length)];
        long now = around + random.nextInt(1_000_000);
        tally.add(topic, detail, time, identity, now);
        String account = topic + detail + '@' + bucket(time, sizeMs);
        long[] sums = model.computeIfAbsent(account, key -> new long[2]);
        sums[0]++;
        sums[1] += identity;
        if (bucket(time, sizeMs) != LedgerEntry.IMPOSSIBLE) {
          ages.computeIfAbsent(account, key -> new ArrayList<>()).add(Math.max(0, now - time));
        }
      }
      Map<String, long[]> drained = new HashMap<>();
      tally.drain(
          account -> {
            String key = account.topic() + account.detail() + '@' + account.bucket();
            assertThat(drained.put(key, new long[] {account.count(), account.checksum()}))
                .as("an account once")
                .isNull();
            assertThat(account.ages()).as("seed %d", SEED).isEqualTo(naive(ages.get(key)));
          });
      assertThat(drained).as("seed %d, round %d", SEED, round).hasSameSizeAs(model);
      model.forEach((account, sums) -> assertThat(drained.get(account)).isEqualTo(sums));
    }
  }

  @Test
  void isEmptyAfterItWasDrained() {
    Tally tally = new Tally(MINUTE);
    tally.add("t", "", 5, 7, 90);
    tally.drain(account -> {});
    tally.drain(
        account -> {
          throw new AssertionError("left: " + account);
        });
    tally.add("t", "", 5, 7, 8);
    tally.drain(account -> assertThat(account.ages()).isEqualTo(Ages.of(3)));
  }

  @Test
  void isFullAtItsBound() {
    Tally tally = new Tally(MINUTE);
    for (int i = 0; i < Tally.MOST; i++) {
      assertThat(tally.isFull()).isFalse();
      tally.add("t", "", i * MINUTE, 1, 0);
      tally.add("t", "", i * MINUTE + 1, 1, 0);
    }
    assertThat(tally.isFull()).isTrue();
  }

  private static Ages naive(@Nullable List<Long> ages) {
    return ages == null ? Ages.NONE : Ages.of(ages.stream().mapToLong(Long::longValue).toArray());
  }

  private static long bucket(long time, long sizeMs) {
    boolean possible = time >= 0 && time <= 253_402_300_799_999L;
    return possible ? time / sizeMs * sizeMs : LedgerEntry.IMPOSSIBLE;
  }
}
