package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Arrival;
import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Rounds as they might have been, for the tests of what shows them. */
final class Rounds {

  static final long START = 1_700_000_000_000L;

  private Rounds() {}

  static Round passed() {
    return round(Map.of(), List.of());
  }

  static Round with(Finding finding) {
    return round(Map.of(finding, 3L), List.of());
  }

  static Round measured(Map<String, Double> figures) {
    return round(Map.of(), List.of(), figures);
  }

  static Round round(Map<Finding, Long> found, List<String> complaints) {
    return round(found, complaints, Map.of());
  }

  static Round inflicted(Set<Finding> inflicted, Map<Finding, Long> found) {
    return round(found, List.of(), Map.of(), inflicted);
  }

  private static Round round(
      Map<Finding, Long> found, List<String> complaints, Map<String, Double> figures) {
    return round(found, complaints, figures, Set.of());
  }

  private static Round round(
      Map<Finding, Long> found,
      List<String> complaints,
      Map<String, Double> figures,
      Set<Finding> inflicted) {
    Timeline timeline = new Timeline(START);
    for (int second = 1; second <= 30; second++) {
      if (second < 10 || second > 13) {
        timeline.arrived(new Arrival(START + second * 1_000L, 930, second == 14 ? 4_800 : 900));
        timeline.completed(new Timeline.Checkpoint(second, START + second * 1_000L, 80 + second));
      }
    }
    timeline.mark(START + 9_400, "kill -9 <taskmanager-1>");
    Measures measures = Measures.of(timeline.arrivals(), START + 9_400, START + 30_000);
    Observed observed =
        new Observed(timeline, measures, START + 9_400, START + 30_000, figures, Map.of());
    Verdict balance = new Verdict(27_900, 27_900, Map.of(), Map.of(), found, Map.of(), true);
    return new Round(
        "taskmanager-kill",
        Campaign.SHIPPED,
        7,
        2,
        OptionalDouble.of(0.4),
        30_000,
        balance,
        inflicted,
        observed,
        complaints);
  }
}
