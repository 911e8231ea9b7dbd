package dev.breakwater.operators.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TotalsTest {

  private static final long WAIT = 12_800;

  @Test
  void addsUpTheRowsThatThereAre() {
    long seed = 5;
    Random random = new Random(seed);
    Totals totals = new Totals(WAIT);
    List<Line> rows = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      int index = random.nextInt(20);
      while (rows.size() <= index) {
        rows.add(Line.NONE);
      }
      Line next = random.nextInt(3) == 0 ? Line.NONE : line(random);
      totals.replace(rows.set(index, next), next);
      List<Line> there = rows.stream().filter(row -> !row.isNone()).toList();
      Totals.Sums sums = totals.sums();
      assertThat(sums.keys()).as("seed %d, step %d", seed, step).isEqualTo(there.size());
      assertThat(sums.marks()).isEqualTo(there.stream().mapToLong(Line::marks).sum());
      assertThat(sums.held()).isEqualTo(there.stream().mapToLong(Line::held).sum());
      assertThat(sums.bytes()).isEqualTo(there.stream().mapToLong(Line::bytes).sum());
      long oldest = there.stream().mapToLong(Line::since).min().orElse(WAIT);
      assertThat(sums.oldestWait(WAIT)).isBetween(WAIT - oldest, WAIT - oldest + WAIT / 100);
    }
  }

  @Test
  void hasNoOldestWaitWhenNothingWaits() {
    assertThat(new Totals(WAIT).sums().oldestWait(WAIT)).isZero();
  }

  private static Line line(Random random) {
    return new Line(
        0,
        1 + random.nextInt(5),
        random.nextInt(9),
        random.nextInt(9),
        random.nextInt(999),
        random.nextInt((int) WAIT),
        0);
  }
}
