package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One drill, run once.
 *
 * @param configuration what the cluster ran with: {@code shipped} or {@code default}
 * @param detection from the first damage until Flink acted on it, seconds; empty when it did not
 * @param records that were acknowledged
 * @param complaints what was not as the drill expects it; empty when all was
 */
record Round(
    String name,
    String configuration,
    long seed,
    int number,
    OptionalDouble detection,
    long records,
    Verdict balance,
    Observed observed,
    List<String> complaints) {

  Round {
    complaints = List.copyOf(complaints);
  }

  /** In one word; the worst first. */
  String verdict() {
    if (balance.lost() > 0) {
      return "lost";
    }
    if (balance.duplicated() > 0) {
      return "duplicated";
    }
    if (balance.altered() > 0) {
      return "altered";
    }
    if (balance.reordered() > 0) {
      return "reordered";
    }
    if (!balance.holds()) {
      return "unexpected";
    }
    return complaints.isEmpty() ? "pass" : "failed";
  }

  boolean passed() {
    return verdict().equals("pass");
  }

  Measures measures() {
    return observed.measures();
  }
}
