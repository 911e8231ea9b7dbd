package dev.breakwater.operators.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionSetTest {

  @Test
  void holdsThePositionsThatWereAddedAndNoOther() {
    PositionSet positions = new PositionSet();
    Set<String> model = new HashSet<>();
    Random random = new Random(7);
    long far = 1L << 40;
    for (int i = 0; i < 20_000; i++) {
      String topic = "t" + random.nextInt(2);
      int partition = random.nextInt(3);
      long offset = random.nextInt(100_000) + (random.nextBoolean() ? far : 0);
      assertThat(positions.add(topic, partition, offset))
          .isEqualTo(model.add(topic + partition + '@' + offset));
    }
    for (int i = 0; i < 20_000; i++) {
      int partition = random.nextInt(4);
      long offset = random.nextInt(100_000) + (random.nextBoolean() ? far : 0);
      assertThat(positions.contains("t0", partition, offset))
          .isEqualTo(model.contains("t0" + partition + '@' + offset));
    }
    assertThat(positions.contains("unknown", 0, 1)).isFalse();
  }
}
