package dev.breakwater.operators.deadletter;

/** What happens when too many records become dead letters. */
public enum BudgetPolicy {
  /** Nothing: dead letters are counted and written, however many there are. */
  OFF,
  /** A warning in the log, a gauge and a counter; records go on. */
  ALERT,
  /** The job fails and is not restarted: somebody has to look at it first. */
  FAIL,
  /** Reading stops for a while, then a probe decides whether it goes on. */
  PAUSE
}
