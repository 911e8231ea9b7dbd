package dev.breakwater.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void doesNotDependOnOrder() {
    assertThat(tally("a", "b", "c")).isEqualTo(tally("c", "a", "b"));
  }

  @Test
  void differsWhenOneValueTakesThePlaceOfAnother() {
    assertThat(tally("a", "b")).isNotEqualTo(tally("a", "a"));
    assertThat(tally("a", "b")).isNotEqualTo(tally("a", "c"));
  }

  @Test
  void differsWhenAValueComesTwice() {
    assertThat(tally("a", "b", "b")).isNotEqualTo(tally("a", "b"));
  }

  @Test
  void countsNullAsARecord() {
    Tally tally = new Tally();
    tally.add(null);
    assertThat(tally.records()).isEqualTo(1);
  }

  private static Tally tally(String... values) {
    Tally tally = new Tally();
    for (String value : values) {
      tally.add(value.getBytes(StandardCharsets.UTF_8));
    }
    return tally;
  }
}
