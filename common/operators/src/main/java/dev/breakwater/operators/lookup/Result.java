package dev.breakwater.operators.lookup;

/** What came of asking for an answer. */
sealed interface Result permits Answer, Result.Refused, Result.Failed {

  /** The dependency is well and will not answer this, however often it is asked. */
  record Refused(String message) implements Result {}

  /** No answer is to be had now. */
  record Failed(String message) implements Result {}
}
