package dev.breakwater.operators.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why a record could not go on. The code is the same text in the header, the metric and the docs.
 */
public enum Reason {
  /** It could not be read at all: not JSON, wrong encoding, empty, too deep. */
  MALFORMED(true),
  /** It could be read but breaks a rule: a field is missing, has the wrong type, a bad date. */
  INVALID(true),
  /** It is larger than its way on allows. */
  OVERSIZED(true),
  /** It came after its window was closed. */
  LATE(true),
  /** The code of a stage threw while it worked on this record. */
  POISON(true),
  /** A service that the stage depends on could not answer. */
  DEPENDENCY(false),
  /** It waited longer than it may. */
  EXPIRED(false);

  private final String code;
  private final boolean deterministic;

  Reason(boolean deterministic) {
    this.code = name().toLowerCase(Locale.ROOT);
    this.deterministic = deterministic;
  }

  /** The text in headers, metrics and docs: lower case, stable for ever. */
  public String code() {
    return code;
  }

  /** True when the same record would fail again in the same way: never retried on its own. */
  public boolean deterministic() {
    return deterministic;
  }

  /** Every reason by its code. */
  static Map<String, Reason> byCode() {
    Map<String, Reason> reasons = new HashMap<>();
    for (Reason reason : values()) {
      reasons.put(reason.code, reason);
    }
    return Map.copyOf(reasons);
  }
}
