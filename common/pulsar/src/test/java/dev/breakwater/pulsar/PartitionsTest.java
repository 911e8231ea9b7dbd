package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionsTest {

  @Test
  void belongToTheirTopic() {
    assertThat(Partitions.topic("public/default/a-partition-12")).isEqualTo("public/default/a");
    assertThat(Partitions.topic("public/default/a")).isEqualTo("public/default/a");
    assertThat(Partitions.topic("public/default/a-partition-x"))
        .isEqualTo("public/default/a-partition-x");
  }

  @Test
  void losesAndFindsItsScheme() {
    assertThat(Partitions.withoutScheme("persistent://t/n/a")).isEqualTo("t/n/a");
    assertThat(Partitions.withoutScheme("t/n/a")).isEqualTo("t/n/a");
    assertThat(Partitions.withScheme("t/n/a")).isEqualTo("persistent://t/n/a");
  }

  @Test
  void areSpreadOverAllReaders() {
    Set<Integer> readers = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      readers.add(Partitions.reader("t/n/a-partition-" + i, 4));
    }
    assertThat(readers).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(Partitions.reader("t/n/a", 3)).isBetween(0, 2);
  }
}
