package dev.breakwater.scripts.demo;

import java.util.Locale;

/** What a circuit breaker does, in the order of its metric's numbers. */
enum BreakerState {
  CLOSED,
  OPEN,
  PROBING,
  UNKNOWN;

  static BreakerState of(double metric) {
    // No number, before there is one, is none of these.
    return metric == 0 ? CLOSED : metric == 1 ? OPEN : metric == 2 ? PROBING : UNKNOWN;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
