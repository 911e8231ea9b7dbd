package dev.breakwater.operators.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HorizonTest {

  /** A result that is remembered with the slot it was given. */
  private record Remembered(int born, long time) {}

  @Test
  void remembersAsLongAsTheHorizon() {
    Horizon horizon = new Horizon();
    horizon.note(5);
    for (int i = 0; i < Horizon.SLOTS - 1; i++) {
      horizon.next();
      assertThat(horizon.isOver(0)).isFalse();
      assertThat(horizon.isPast(5)).isFalse();
    }
    horizon.next();
    assertThat(horizon.isOver(0)).isTrue();
    assertThat(horizon.isPast(5)).isTrue();
    assertThat(horizon.isPast(6)).isFalse();
  }

  /** Across restores with other subtasks: what is forgotten is never taken for new. */
  @Test
  void neverForgetsAResultWhoseTimeIsNotPast() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Horizon> horizons = new ArrayList<>(List.of(new Horizon(), new Horizon()));
      List<Remembered> results = new ArrayList<>();
      for (int step = 0; step < 400; step++) {
        Horizon horizon = horizons.get(random.nextInt(2));
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> horizon.next();
          case 3 -> horizons.replaceAll(unused -> merged(horizons));
          default -> {
            long time = step + (long) random.nextInt(50);
            if (!horizon.isPast(time)) {
              horizon.note(time);
              results.add(new Remembered(horizon.slot(), time));
            }
          }
        }
        requireSound(merged(horizons), results, seed);
      }
    }
  }

  private static Horizon merged(List<Horizon> horizons) {
    Horizon merged = new Horizon();
    horizons.forEach(horizon -> merged.merge(horizon.snapshot()));
    return merged;
  }

  private static void requireSound(Horizon horizon, List<Remembered> results, long seed) {
    for (Remembered result : results) {
      if (horizon.isOver(result.born())) {
        assertThat(horizon.isPast(result.time())).as("%s, seed %d", result, seed).isTrue();
      }
    }
  }
}
