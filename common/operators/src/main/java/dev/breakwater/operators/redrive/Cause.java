package dev.breakwater.operators.redrive;

import java.util.Locale;

/** Why a dead letter is not sent back to work. The code is the same in header, metric and docs. */
public enum Cause {
  /** Left: the filter does not name it. */
  FILTERED(false),
  /** Left: it would fail again in the same way, and the filter does not ask for it. */
  DETERMINISTIC(false),
  /** Left: it would be larger than what may be written. */
  OVERSIZED(false),
  /** Left: the outputs hold it already. */
  SENT_BEFORE(false),
  /** Parked: only a stub is there, the value is lost. */
  STUB(true),
  /** Parked: it was sent as often as it may be. */
  ATTEMPTS(true),
  /** Parked: it does not say what the target is made of. */
  NO_TARGET(true),
  /** Parked: its target is not among those allowed. */
  TARGET_NOT_ALLOWED(true),
  /** Parked: its target did not exist when the job was started. */
  TARGET_MISSING(true);

  private final String code;
  private final boolean parked;

  Cause(boolean parked) {
    this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.parked = parked;
  }

  /** Lower case, stable for ever. */
  public String code() {
    return code;
  }

  /** True when the record is copied to the parking topic; else it stays where it is. */
  public boolean parked() {
    return parked;
  }
}
