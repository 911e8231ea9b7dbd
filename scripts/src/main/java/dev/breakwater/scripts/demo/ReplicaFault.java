package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.flink.LocalFlink;

/**
 * Kills the TaskManager of a replica once some records are sent, and starts another one when the
 * replica has been away for longer than the others wait for it: there is none to spare.
 */
final class ReplicaFault {

  private static final long REPLACE_AFTER_MILLIS = 3_500;

  private final LocalFlink flink;
  private final int taskManager;
  private final long afterRecords;
  private long killedAt = -1;
  private long backAt = -1;

  ReplicaFault(LocalFlink flink, int taskManager, long afterRecords) {
    this.flink = flink;
    this.taskManager = taskManager;
    this.afterRecords = afterRecords;
  }

  /** Does what is due. */
  void tick(long elapsedMillis, long sent) {
    if (killedAt < 0 && sent >= afterRecords) {
      flink.killTaskManager(taskManager);
      killedAt = elapsedMillis;
    } else if (killedAt >= 0 && backAt < 0 && elapsedMillis - killedAt >= REPLACE_AFTER_MILLIS) {
      flink.startTaskManager();
      backAt = elapsedMillis;
    }
  }

  /** With the time at which another TaskManager was started. */
  FaultState state() {
    return new FaultState(taskManager, killedAt, backAt);
  }
}
