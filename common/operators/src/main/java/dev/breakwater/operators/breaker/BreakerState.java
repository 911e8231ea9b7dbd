package dev.breakwater.operators.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** Whether calls are permitted. The codes are the gauge's values. */
public enum BreakerState {
  /** Every call is. */
  CLOSED(0),
  /** None is. */
  OPEN(1),
  /** A few are, to find out. */
  HALF_OPEN(2);

  private final int code;

  BreakerState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static BreakerState of(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> OPEN;
      case HALF_OPEN -> HALF_OPEN;
      default -> CLOSED;
    };
  }
}
