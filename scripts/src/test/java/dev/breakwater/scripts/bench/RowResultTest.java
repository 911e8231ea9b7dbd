package dev.breakwater.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowResultTest {

  private final RowResult result = new RowResult(Rows.named(List.of("plain")).get(0));

  @Test
  void costCountsFurtherRecordsOnly() {
    result.add(run(2_000_000, 50), run(6_000_000, 130));
    assertThat(result.cpuPerMillion()).isEqualTo(new Figures(20, 20, 20));
  }

  @Test
  void figuresAreMediansOverTheRepeats() {
    result.add(run(1_000_000, 10), run(3_000_000, 12));
    result.add(run(1_000_000, 10), run(3_000_000, 18));
    result.add(run(1_000_000, 10), run(3_000_000, 14));
    assertThat(result.cpuPerMillion()).isEqualTo(new Figures(2, 1, 4));
  }

  @Test
  void aRowThatFailedOnceHasNoFigures() {
    result.add(run(1_000_000, 10), run(3_000_000, 12));
    result.fail("wrong output");
    assertThat(result.hasFigures()).isFalse();
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Figures.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Figures(2.5, 1, 4));
  }

  @Test
  void anUnknownRowIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> Rows.named(List.of("copy", "plane")))
        .hasMessage("--rows has no row 'plane'; allowed: " + String.join(", ", names()));
  }

  private static List<String> names() {
    return Rows.named(List.of()).stream().map(Row::name).toList();
  }

  private static Run run(long records, double cpuSeconds) {
    return new Run(records, 10, cpuSeconds, Map.of(), 0);
  }
}
