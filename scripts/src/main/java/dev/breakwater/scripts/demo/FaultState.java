package dev.breakwater.scripts.demo;

/**
 * What was done to the cluster. Times are milliseconds since the start, -1 before it happened.
 *
 * @param taskManager the number of the killed one, -1 for none
 * @param backAtMillis when all tasks were seen at work again
 */
record FaultState(int taskManager, long killedAtMillis, long backAtMillis) {

  static final FaultState NONE = new FaultState(-1, -1, -1);

  boolean happened() {
    return killedAtMillis >= 0;
  }

  boolean over() {
    return backAtMillis >= 0;
  }
}
