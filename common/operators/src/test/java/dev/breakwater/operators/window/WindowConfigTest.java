package dev.breakwater.operators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowConfigTest {

  @Test
  void readsHoppingWindowsAndMeasuresInTheOrderOfTheirNames() throws ConfigException {
    WindowConfig config =
        read(
            Map.of(
                "window.kind", "hopping",
                "window.slide", "15 min",
                "aggregate.measures.z", "count",
                "aggregate.measures.a", "sum(/delay)"));
    assertThat(config.shape()).isEqualTo(new Shape(Shape.Kind.HOPPING, 3_600_000, 900_000, 0));
    assertThat(config.measures()).extracting(Measure::name).containsExactly("a", "z");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "window.kind", "hopping",
                        "window.slide", "7 min",
                        "window.gap", "1 min",
                        "window.emit", "updates",
                        "window.key", "No Attribute",
                        "window.size", "0 s",
                        "aggregate.measures.x", "sum",
                        "aggregate.measures.y", "quantile(/a, 2)")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("window.slide does not go into window.size")
        .hasMessageContaining("window.gap is of window.kind session, which was hopping")
        .hasMessageContaining("window.emit does not go with window.kind hopping, was updates")
        .hasMessageContaining("window.key is no attribute, was No Attribute; allowed: subject")
        .hasMessageContaining("window.size must be positive, was 0 s")
        .hasMessageContaining("aggregate.measures.x must say of what, in parentheses, was sum")
        .hasMessageContaining("aggregate.measures.y must say which quantile, 0 to 1");
  }

  @Test
  void earlyResultsAreUpdatesWithinAWindow() {
    Map<String, String> early = new HashMap<>();
    early.put("aggregate.measures.n", "count");
    early.put("window.early-every", "10 min");
    assertThatThrownBy(() -> read(early))
        .hasMessageContaining("window.early-every does not go with window.emit final, was 10 min");
    early.put("window.emit", "updates");
    early.put("window.early-every", "1 h");
    assertThatThrownBy(() -> read(early))
        .hasMessageContaining("window.early-every must be shorter than window.size, was 1 h");
    early.put("window.early-every", "-1 s");
    assertThatThrownBy(() -> read(early))
        .hasMessageContaining("window.early-every must be a duration, was -1 s");
  }

  @Test
  void wantsAMeasure() {
    assertThatThrownBy(() -> read(Map.of()))
        .hasMessageContaining("must name what is told of each window");
  }

  private static WindowConfig read(Map<String, String> more) throws ConfigException {
    Map<String, String> all = new HashMap<>();
    all.put("window.key", "subject");
    all.put("window.size", "1 h");
    all.put("window.result.source", "here");
    all.putAll(more);
    Settings settings = Settings.of(all);
    WindowConfig config = WindowConfig.from(settings, Duration.ofMinutes(5), 64);
    settings.check();
    return config;
  }
}
