package dev.breakwater.scripts.demo;

/** When dead letters were driven back, in milliseconds since the start; -1 before it happened. */
record RedriveState(long startedAtMillis, long endedAtMillis) {

  static final RedriveState NONE = new RedriveState(-1, -1);

  boolean happened() {
    return startedAtMillis >= 0;
  }

  boolean running() {
    return happened() && !over();
  }

  boolean over() {
    return endedAtMillis >= 0;
  }
}
