package dev.breakwater.operators.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedTest {

  @Test
  void livesFromTheFirstHolderToTheLastAsANaiveModelOverRandomHolders() {
    long seed = 5;
    Random random = new Random(seed);
    List<Object> ended = new ArrayList<>();
    Shared<Integer, Object> shared = new Shared<>(ended::add);
    Map<Integer, Object> alive = new HashMap<>();
    Map<Integer, Integer> holders = new HashMap<>();
    int ends = 0;
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(5);
      int held = holders.getOrDefault(key, 0);
      if (held == 0 || random.nextBoolean()) {
        Object value = shared.acquire(key, Object::new);
        assertThat(value).as("seed %d, step %d", seed, i).isSameAs(alive.getOrDefault(key, value));
        alive.put(key, value);
        holders.put(key, held + 1);
      } else {
        shared.release(key);
        holders.put(key, held - 1);
        if (held == 1) {
          ends++;
          assertThat(ended).as("seed %d, step %d", seed, i).hasSize(ends).endsWith(alive.get(key));
          alive.remove(key);
        }
      }
      assertThat(shared.size()).as("seed %d, step %d", seed, i).isEqualTo(alive.size());
    }
  }

  @Test
  void refusesToReleaseWhatNobodyHolds() {
    Shared<String, Object> shared = new Shared<>(value -> {});
    shared.acquire("a", Object::new);
    shared.release("a");
    assertThatThrownBy(() -> shared.release("a")).hasMessageContaining("more often");
  }
}
