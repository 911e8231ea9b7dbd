package dev.breakwater.scripts.rest;

import java.time.Instant;
import java.util.Set;

/**
 * A job as the overview shows it.
 *
 * @param id 32 hexadecimal digits
 * @param state as Flink names it: {@code RUNNING}, {@code RESTARTING}, {@code FINISHED}…
 * @param tasks how many subtasks it has
 * @param runningTasks how many of them run
 */
public record Job(
    String id, String name, String state, Instant start, int tasks, int runningTasks) {

  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  /** True when it will never run again. */
  public boolean ended() {
    return ENDED.contains(state);
  }

  /**
   * True when every subtask runs: {@code RUNNING} alone is also said of a job that waits for slots.
   */
  public boolean fullyRunning() {
    return state.equals("RUNNING") && tasks > 0 && tasks == runningTasks;
  }
}
