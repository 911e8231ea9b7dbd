package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndingTest {

  private final Ending ending = new Ending();

  @Test
  void comesTwoCheckpointsAfterAllIsCommitted() throws InterruptedException {
    assertThat(ending.reached(at(10, 100), true, () -> false)).isFalse();
    assertThat(ending.reached(at(11, 100), true, () -> false)).isFalse();
    assertThat(ending.reached(at(12, 100), true, () -> false)).isTrue();
  }

  @Test
  void comesAlsoWhenSomethingIsMissingAndTheInputIsUsedUp() throws InterruptedException {
    assertThat(ending.reached(at(10, 99), true, () -> false)).isFalse();
    assertThat(ending.reached(at(11, 99), true, () -> true)).isFalse();
    assertThat(ending.reached(at(13, 99), true, () -> true)).isTrue();
  }

  @Test
  void waitsForTheFeedAndTheFault() throws InterruptedException {
    assertThat(ending.reached(at(10, 100), false, () -> true)).isFalse();
    assertThat(ending.reached(at(20, 100), false, () -> true)).isFalse();
  }

  private static Snapshot at(long checkpoints, long committed) {
    return new Snapshot(
        1_000,
        100,
        100,
        0,
        new Committed(committed, committed, Map.of(), 0, Map.of(), 0, 0),
        0,
        new JobState("RUNNING", false, true, checkpoints, 1, 1, 0, 2),
        BreakerState.CLOSED,
        Happenings.NONE);
  }
}
