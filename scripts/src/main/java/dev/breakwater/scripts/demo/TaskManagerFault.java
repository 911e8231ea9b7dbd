package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.flink.LocalFlink;
import java.util.List;

/**
 * Kills a TaskManager once half of the records are sent and a checkpoint is there to go on from,
 * and starts another soon after. Kills once more if that hit one without work.
 */
final class TaskManagerFault {

  private static final long REPLACE_AFTER_MILLIS = 1_500;
  private static final long FELT_WITHIN_MILLIS = 15_000;
  private static final int MOST_KILLS = 3;

  private final LocalFlink flink;
  private final long afterRecords;
  private boolean replaced = true;
  private boolean seenDown;
  private int kills;
  private int killed = -1;
  private long killedAt = -1;
  private long backAt = -1;

  TaskManagerFault(LocalFlink flink, long afterRecords) {
    this.flink = flink;
    this.afterRecords = afterRecords;
  }

  /** Does what is due. */
  void tick(long elapsedMillis, long sent, JobState job) {
    if (killedAt < 0) {
      if (sent >= afterRecords && job.checkpoints() > 0 && job.atWork()) {
        kill(elapsedMillis);
      }
      return;
    }
    if (!replaced && elapsedMillis - killedAt >= REPLACE_AFTER_MILLIS) {
      flink.startTaskManager();
      replaced = true;
    }
    seenDown |= job.restarts() > 0 || !job.atWork();
    if (backAt < 0 && seenDown && job.restarts() > 0 && job.atWork()) {
      backAt = elapsedMillis;
    }
    boolean unfelt = !seenDown && elapsedMillis - killedAt > FELT_WITHIN_MILLIS;
    if (unfelt && replaced && kills < MOST_KILLS) {
      kill(elapsedMillis);
    }
  }

  FaultState state() {
    return new FaultState(killed, killedAt, backAt);
  }

  /** True when it has happened and the job has got over it. */
  boolean over() {
    return replaced && backAt >= 0;
  }

  private void kill(long elapsedMillis) {
    List<Integer> alive = flink.taskManagers();
    killed = alive.get(0);
    flink.killTaskManager(killed);
    killedAt = elapsedMillis;
    replaced = false;
    kills++;
  }
}
