package dev.breakwater.operators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotKeysTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.9})
  void findsTheShareOfAHotKeyAmongManyOthers(double share) {
    Random random = new Random(11);
    HotKeys keys = new HotKeys();
    for (int batch = 0; batch < 200; batch++) {
      add(keys, random, 5_000, share);
    }
    assertThat(keys.largestShare()).isCloseTo(share, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 5_000})
  void seesNoHotKeyWhereThereIsNone(int perBatch) {
    Random random = new Random(12);
    HotKeys keys = new HotKeys();
    for (int batch = 0; batch < 400; batch++) {
      add(keys, random, perBatch, 0);
    }
    assertThat(keys.largestShare()).isLessThan(0.03);
  }

  private static void add(HotKeys keys, Random random, int events, double share) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < events; i++) {
      String key = random.nextDouble() < share ? "hot" : "k" + random.nextInt(100_000);
      counts.merge(key, 1, Integer::sum);
    }
    keys.begin(events);
    counts.forEach(keys::add);
    keys.end();
  }
}
