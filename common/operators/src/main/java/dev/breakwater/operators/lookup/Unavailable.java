package dev.breakwater.operators.lookup;

/** What may be done about a record whose answer is not to be had now. */
public enum Unavailable {
  /** Use the last answer that is known, if it is not too old. */
  STALE,
  /** Use a value of the configuration. */
  DEFAULT,
  /** Hold the record until there is an answer. */
  WAIT,
  /** Make it a dead letter. */
  DIVERT;

  /** True for what is always possible and does not use a value: nothing may come after it. */
  boolean isLast() {
    return this == WAIT || this == DIVERT;
  }
}
