package dev.breakwater.operators.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyGateTest {

  private record Item(int key, int number) {}

  @Test
  void keepsTheOrderOfEachKeyAsANaiveModelOverRandomKeys() {
    long seed = 11;
    Random random = new Random(seed);
    KeyGate<Integer, Item> gate = new KeyGate<>();
    List<Item> model = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      if (model.isEmpty() || random.nextInt(100) < 50) {
        Item item = new Item(random.nextInt(8), i);
        boolean first = model.stream().noneMatch(other -> other.key == item.key);
        assertThat(gate.isBusy(item.key)).as("seed %d, step %d", seed, i).isEqualTo(!first);
        gate.enter(item.key, item);
        assertThat(gate.isFirst(item.key, item)).as("seed %d, step %d", seed, i).isEqualTo(first);
        model.add(item);
      } else {
        int key = model.get(random.nextInt(model.size())).key;
        model.remove(model.stream().filter(item -> item.key == key).findFirst().orElseThrow());
        Item next = model.stream().filter(item -> item.key == key).findFirst().orElse(null);
        assertThat(gate.leave(key)).as("seed %d, step %d", seed, i).isEqualTo(next);
      }
      assertThat(gate.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  @Test
  void refusesToLetGoWhatIsNotThere() {
    assertThatThrownBy(() -> new KeyGate<String, Item>().leave("a"))
        .isInstanceOf(IllegalStateException.class);
  }
}
