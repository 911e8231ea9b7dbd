package dev.breakwater.operators.quorum;

/** What becomes of a result that is not settled at its deadline. */
public enum DeadlinePolicy {
  /** The best copy there is goes out, with a header that says so. */
  EMIT,
  /** It waits until its verification ends, and is a discrepancy then. */
  HOLD
}
