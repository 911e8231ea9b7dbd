package dev.breakwater.operators.quorum;

/** What is wrong with a result. The code is the same text in discrepancies, metrics and docs. */
public enum FindingKind {
  /** The same result with another content. */
  ALTERED("altered"),
  /**
   * The same result with another content, made of another number of events, as far as the
   * configured field tells: the replicas did not see the same events in time. A rule, not a proof.
   */
  LATE_SPLIT("late-split"),
  /** A replica did not deliver the result in time. */
  MISSING("missing"),
  /** Only a minority delivered the result, and all others are past its time. */
  EXTRA("extra"),
  /** A replica delivered the result twice with different contents. */
  UNSTABLE("unstable"),
  /** Never settled, and the policy is to hold: the result did not go out. */
  WITHHELD("withheld");

  private final String code;

  FindingKind(String code) {
    this.code = code;
  }

  /** The text in discrepancies and docs: stable for ever. */
  public String code() {
    return code;
  }
}
