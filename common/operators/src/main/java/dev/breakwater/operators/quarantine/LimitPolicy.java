package dev.breakwater.operators.quarantine;

/** What becomes of events whose wait ends before the record that they wait for came back. */
public enum LimitPolicy {
  /** They go on, in their order, with a header that says which record they overtook. */
  RELEASE,
  /** They become dead letters of the reason {@code expired}, in their order. */
  DEAD_LETTER;

  /** As options say it. */
  @Override
  public String toString() {
    return this == RELEASE ? "release" : "dead-letter";
  }
}
