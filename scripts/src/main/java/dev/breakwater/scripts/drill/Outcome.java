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
 * @param books what the audit said
 */
record Outcome(
    Verdict verdict,
    List<String> complaints,
    Map<String, Long> lookups,
    long redriven,
    Testimony testimony,
    Books books) {

  Outcome {
    complaints = List.copyOf(complaints);
    lookups = Map.copyOf(lookups);
  }

  /** Without an audit. */
  Outcome(
      Verdict verdict,
      List<String> complaints,
      Map<String, Long> lookups,
      long redriven,
      Testimony testimony) {
    this(verdict, complaints, lookups, redriven, testimony, Books.NONE);
  }

  /** The same, and what the audit said of it. */
  Outcome with(Books said) {
    return new Outcome(verdict, complaints, lookups, redriven, testimony, said);
  }
}
