package dev.breakwater.scripts.demo;

/**
 * What became of the service. Times are milliseconds since the start, -1 before it happened; the
 * breaker's are when it was seen, a second or so after it happened.
 */
record OutageState(long downAtMillis, long openedAtMillis, long backAtMillis, long closedAtMillis) {

  static final OutageState NONE = new OutageState(-1, -1, -1, -1);

  boolean happened() {
    return downAtMillis >= 0;
  }

  /** True when the service is back. */
  boolean over() {
    return backAtMillis >= 0;
  }
}
