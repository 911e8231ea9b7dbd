package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One drill, run once.
 *
 * @param configuration what the cluster ran with: {@code shipped} or {@code default}
 * @param detection from the first damage until Flink acted on it, seconds; empty when it did not
 * @param records that were acknowledged
 * @param balance null when no verdict could be given
 * @param inflicted what must be found in it, since the drill did it
 * @param complaints what was not as the drill expects it; empty when all was
 */
record Round(
    String name,
    String configuration,
    long seed,
    int number,
    OptionalDouble detection,
    long records,
    @Nullable Verdict balance,
    Set<Finding> inflicted,
    Observed observed,
    List<String> complaints) {

  Round {
    inflicted = Set.copyOf(inflicted);
    complaints = List.copyOf(complaints);
  }

  /** A round that ended before anything could be said of its records. */
  static Round unjudged(String name, String configuration, long seed, int number, String reason) {
    long now = System.currentTimeMillis();
    Measures none = new Measures(Double.NaN, Double.NaN, OptionalDouble.empty());
    return new Round(
        name,
        configuration,
        seed,
        number,
        OptionalDouble.empty(),
        0,
        null,
        Set.of(),
        new Observed(new Timeline(now), none, now, now, Map.of(), Map.of()),
        List.of("no verdict: " + reason));
  }

  /** Whether something can be said of its records. */
  boolean judged() {
    return balance != null;
  }

  /** In one word; the worst first. */
  String verdict() {
    if (balance == null) {
      return "failed";
    }
    Verdict rest = balance.without(inflicted);
    if (rest.lost() > 0) {
      return "lost";
    }
    if (rest.duplicated() > 0) {
      return "duplicated";
    }
    if (rest.altered() > 0) {
      return "altered";
    }
    if (rest.reordered() > 0) {
      return "reordered";
    }
    if (!rest.holds()) {
      return "unexpected";
    }
    boolean all = inflicted.stream().allMatch(finding -> balance.count(finding) > 0);
    return all && complaints.isEmpty() ? "pass" : "failed";
  }

  boolean passed() {
    return verdict().equals("pass");
  }

  Measures measures() {
    return observed.measures();
  }
}
