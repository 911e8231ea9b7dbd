package dev.breakwater.testkit.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what two runs put out, step by step. */
final class Comparison {

  private Comparison() {}

  /** Whether the runs differ in any step. */
  static boolean differ(List<List<Emitted>> expected, List<List<Emitted>> actual) {
    for (int i = 0; i < expected.size(); i++) {
      if (!counts(expected.get(i)).equals(counts(actual.get(i)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Fails at the first step that differs. Within a step, the order does not count: that of timers
   * of one time depends on the backend.
   *
   * @param script the steps that were played, one per element of the lists
   */
  static void requireSame(
      String what,
      List<? extends Step<?>> script,
      List<List<Emitted>> expected,
      List<List<Emitted>> actual) {
    for (int i = 0; i < expected.size(); i++) {
      if (!counts(expected.get(i)).equals(counts(actual.get(i)))) {
        throw new AssertionError(
            "%s put out something else than the uninterrupted run, at %s: %s, expected %s"
                .formatted(what, script.get(i), actual.get(i), expected.get(i)));
      }
    }
  }

  private static Map<Emitted, Integer> counts(List<Emitted> emitted) {
    Map<Emitted, Integer> counts = new HashMap<>();
    for (Emitted each : emitted) {
      counts.merge(each, 1, Integer::sum);
    }
    return counts;
  }
}
