package dev.breakwater.operators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "count; count",
        "sum(/delay); sum(/delay)",
        "min( /a/b ); min(/a/b)",
        "max(/a); max(/a)",
        "mean(/a); mean(/a, 6)",
        "mean(/a, 2); mean(/a, 2)",
        "distinct(/a,b); distinct(/a,b)",
        "distinct(/a(b)); distinct(/a(b))",
        "quantile(/a,0.95); quantile(/a, 0.95)",
        "quantile(/a, 1); quantile(/a, 1)",
      })
  void isReadAsItIsWritten(String text, String shown) {
    assertThat(Measure.parse("m", text)).hasToString(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "total(/a); must begin with one of count, sum",
        "''; must begin with one of",
        "sum; must say of what",
        "sum(/a; must say of what",
        "sum(); must name a place",
        "sum(a); must be a JSON pointer",
        "count(/a); takes nothing in parentheses",
        "mean(/a, x); 0 to 30 digits",
        "mean(/a, 31); 0 to 30 digits",
        "quantile(/a); which quantile",
        "quantile(/a, 95); which quantile",
        "quantile(/a, 1.5); which quantile",
        "quantile(/a, -0.5); which quantile",
        "quantile(, 0.5); must name a place",
      })
  void saysWhatIsWrong(String text, String wrong) {
    assertThatThrownBy(() -> Measure.parse("m", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(wrong);
  }

  @Test
  void sharesWhatSeveralMeasuresNeed() {
    Layout layout =
        new Layout(
            List.of(
                Measure.parse("a", "sum(/x)"),
                Measure.parse("b", "mean(/x)"),
                Measure.parse("c", "quantile(/x, 0.5)"),
                Measure.parse("d", "quantile(/x, 0.9)"),
                Measure.parse("e", "count")));
    assertThat(layout.slots()).hasSize(2);
  }
}
