package dev.breakwater.operators.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenNamesTest {

  @Test
  void behavesAsOneSetForEachOpenObject() {
    long seed = 20_240_601;
    Random random = new Random(seed);
    SeenNames seen = new SeenNames();
    for (int document = 0; document < 500; document++) {
      seen.reset();
      Deque<Set<String>> model = new ArrayDeque<>();
      int names = 1 + random.nextInt(200);
      for (int step = 0; step < 400; step++) {
        int action = random.nextInt(20);
        if (model.isEmpty() || action == 0) {
          seen.open();
          model.push(new HashSet<>());
        } else if (action == 1) {
          seen.close();
          model.pop();
        } else {
          String name = "n" + random.nextInt(names);
          assertThat(seen.add(name)).as("seed %d", seed).isEqualTo(model.element().add(name));
        }
      }
    }
  }
}
