package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final Patience patience = new Patience();

  @Test
  void knowsForHowLongNothingHasMoved() {
    assertThat(patience.still(at(1_000, 10, 5))).isZero();
    assertThat(patience.still(at(4_000, 10, 5))).isEqualTo(3_000);
    assertThat(patience.still(at(5_000, 10, 6))).as("something came out").isZero();
    assertThat(patience.still(at(6_000, 11, 6))).as("something was sent").isZero();
  }

  @Test
  void endsAfterTwoMinutes() {
    patience.check(at(1_000, 10, 5));
    assertThatCode(() -> patience.check(at(121_000, 10, 5))).doesNotThrowAnyException();
    assertThatThrownBy(() -> patience.check(at(121_001, 10, 5)))
        .isInstanceOf(DemoException.class)
        .hasMessageStartingWith("nothing has moved for 120 s: sent=10 committed=5");
  }

  private static Snapshot at(long millis, long sent, long enriched) {
    return new Snapshot(
        millis,
        100,
        sent,
        0,
        new Committed(enriched, enriched, Map.of(), 0, Map.of(), 0, 0),
        0,
        JobState.UNKNOWN,
        BreakerState.CLOSED,
        Happenings.NONE);
  }
}
