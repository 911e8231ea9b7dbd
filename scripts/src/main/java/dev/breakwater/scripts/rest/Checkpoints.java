package dev.breakwater.scripts.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job's checkpoints since its JobMaster took over.
 *
 * @param restores how often state was restored
 * @param latestCompleted null when none completed yet
 * @param restored what the current execution started from, null when from nothing
 * @param history the last few of any status, newest first
 */
public record Checkpoints(
    long completed,
    long failed,
    long inProgress,
    long restores,
    @Nullable Checkpoint latestCompleted,
    @Nullable Restored restored,
    List<Checkpoint> history) {

  /**
   * A checkpoint or savepoint.
   *
   * @param status {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}
   * @param bytes of state, as a restore would read it
   * @param path where it is, empty when it did not complete or is not kept
   * @param failure why it failed, empty when it did not
   */
  public record Checkpoint(
      long id,
      String status,
      boolean savepoint,
      Instant triggered,
      Duration duration,
      long bytes,
      String path,
      String failure) {}

  /** The state that an execution started from. */
  public record Restored(long id, Instant at, boolean savepoint, String path) {}
}
