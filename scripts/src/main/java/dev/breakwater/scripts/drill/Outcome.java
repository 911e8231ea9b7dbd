package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.testkit.verdict.Verdict;
import java.util.List;
import java.util.Map;

/**
 * What became of all that was sent.
 *
 * @param complaints what is wrong beside the verdict
 * @param lookups how many events say what of their lookup
 * @param redriven how many dead letters were sent back to work
 * @param testimony what was said of replicas
 */
record Outcome(
    Verdict verdict,
    List<String> complaints,
    Map<String, Long> lookups,
    long redriven,
    Testimony testimony) {

  Outcome {
    complaints = List.copyOf(complaints);
    lookups = Map.copyOf(lookups);
  }
}
