package dev.breakwater.rabbitmqstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamNamesTest {

  @Test
  void sayWhoseAStreamIs() {
    String id = StreamNames.partition("orders", "orders-1");
    assertThat(StreamNames.stream(id)).isEqualTo("orders-1");
    assertThat(StreamNames.topic(id)).isEqualTo("orders");
    assertThat(StreamNames.stream("flights")).isEqualTo("flights");
    assertThat(StreamNames.topic("flights")).isEqualTo("flights");
  }

  @Test
  void areSpreadOverAllReaders() {
    Set<Integer> readers = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      readers.add(StreamNames.reader(StreamNames.partition("orders", "orders-" + i), 4));
    }
    assertThat(readers).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(StreamNames.reader(StreamNames.partition("orders", "orders-eu"), 3)).isBetween(0, 2);
    assertThat(StreamNames.reader("a name without a number", 3)).isBetween(0, 2);
  }

  @Test
  void areWithoutWhatIsBetweenThem() {
    assertThat(StreamNames.ALLOWED.matcher("orders.eu/1").matches()).isTrue();
    assertThat(StreamNames.ALLOWED.matcher("a|b").matches()).isFalse();
    assertThat(StreamNames.ALLOWED.matcher("a b").matches()).isFalse();
    assertThat(StreamNames.ALLOWED.matcher("").matches()).isFalse();
  }
}
